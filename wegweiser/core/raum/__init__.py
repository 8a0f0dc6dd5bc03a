"""What space tells: inside or outside, how far, how many, which place serves most."""
