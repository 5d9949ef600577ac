using SharedObjects.Calls;

namespace SharedObjects.Server;

/// <summary>An object that exists by name: its contract and, for a generic one, what its clients keep in it.</summary>
internal sealed record NamedObject(Contract Contract, string Elements);
