"""How people ask: which page stands at which address.  The pages are in bot/pages/."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

st.set_page_config(
    page_title="Onrecord",
    page_icon=Path(__file__).parent / "bot" / "pages" / "icon.svg",
    layout="wide",
    menu_items={"Get help": None, "Report a bug": None, "About": None},
)
st.navigation(
    [
        st.Page("bot/pages/ask.py", title="Ask", icon=":material/chat:", default=True),
        st.Page("bot/pages/compare.py", title="Compare", icon=":material/compare_arrows:"),
        st.Page("bot/pages/check.py", title="Check", icon=":material/fact_check:"),
        st.Page("bot/pages/kept.py", title="Kept", icon=":material/bookmark:"),
        st.Page("bot/pages/sources.py", title="Sources", icon=":material/library_books:"),
        st.Page("bot/pages/linked.py", title="Link", url_path="link", visibility="hidden"),
    ]
).run()
