package io.dbvouch.provision;

class UserRemoveTest extends UserRemoveCases {}
