"""Tests of the Telegram surface, against an emulator of the Bot API over real HTTP."""
