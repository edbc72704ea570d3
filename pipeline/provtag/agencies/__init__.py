"""Who must do it: agency names found, given a role and linked to the register."""
