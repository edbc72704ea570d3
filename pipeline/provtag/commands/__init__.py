"""The commands of ``provtag``, a module a group: options in, exit code out. Heavy imports wait until a command is run."""
