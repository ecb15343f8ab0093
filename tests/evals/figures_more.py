def more(g): pass
