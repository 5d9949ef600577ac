using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;

namespace SharedObjects.Server;

/// <summary>Makes the referents of one contract.</summary>
/// <param name="Contract">The contract they are hosted under.</param>
/// <param name="Create">Makes one from the creator's encoded argument.</param>
internal sealed record ObjectFactory(Contract Contract, Func<Payload, ValueSerializer, object> Create);
