package io.dbvouch.provision;

class HostileNamesTest extends HostileNamesCases {}
