namespace SharedObjects.Conformance.Tests.Nesting;

/// <summary>An item that may lead back to the list it is in.</summary>
public sealed record Loop(string Name, ISharedList<Loop> List);
