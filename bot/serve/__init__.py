"""Onrecord for newsroom tools: over HTTP and as an MCP server.  Reading order:

access   who may ask, and how often
sign_in  what Streamlit needs to know of your OpenID provider
api      ask, check, sources, measures and health over HTTP
mcp      the same tools for an assistant that speaks MCP
"""
