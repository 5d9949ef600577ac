using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;
using SharedObjects.Contracts.State;

namespace SharedObjects.Server;

/// <summary>Makes the referents of one contract.</summary>
/// <param name="Contract">The contract they are hosted under.</param>
/// <param name="Create">Makes one from the creator's encoded argument.</param>
/// <param name="Restore">Makes one from a saved state; <see langword="null"/> for referents that cannot be saved.</param>
internal sealed record ObjectFactory(Contract Contract, Func<Payload, ValueSerializer, object> Create, Func<StateReader, object>? Restore);
