\h commit
