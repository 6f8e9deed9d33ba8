"""What a change does, how far annotators agree, how good extraction is, whether evidence stands; problems."""
