package io.dbvouch.provision;

class WritingTest extends WritingCases {}
