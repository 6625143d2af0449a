"""The workspace's files → frozen ``Config``; the environment → ``Settings``. Read once, at the start.

``load`` reads feeds, actors, topics and briefings and reports all mistakes of all files together, as
``ConfigError``. ``settings.read_settings`` reads the environment and ``.env``; ``workspace`` finds and makes
the folder itself. In the key of a mistake (``feed[3].url``) tables and members are counted from 1, like lines.
"""

from briefgen.config.loading import Config, load
from briefgen.config.memos import DatedMemo, dated_memos, newest_memo, read_memo

__all__ = ["Config", "DatedMemo", "dated_memos", "load", "newest_memo", "read_memo"]
