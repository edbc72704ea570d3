"""Labels by people: screens, agreement, adjudication, checks, and moving labels to a new segmentation."""
