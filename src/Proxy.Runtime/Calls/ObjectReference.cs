namespace SharedObjects.Calls;

/// <summary>
/// What identifies a referent everywhere. It carries no address and no key: who receives one resolves it among the managers it is connected to.
/// Two references are the same object when home and id are equal.
/// </summary>
/// <param name="Home">Where the object lives; opaque to all but the manager that issued it, and never reused.</param>
/// <param name="Id">The object at its home; never reused.</param>
/// <param name="Contract">The contract's name.</param>
/// <param name="Fingerprint">The fingerprint of the contract's members as its host knows them.</param>
/// <param name="Elements">The type arguments its creator used, as text the host never interprets; empty for a contract without any.</param>
public sealed record ObjectReference(Guid Home, long Id, string Contract, ulong Fingerprint, string Elements)
{
    /// <summary>The id of the object every manager has: itself.</summary>
    internal const long ManagerId = 0;

    /// <inheritdoc/>
    public bool Equals(ObjectReference? other) => other is not null && Id == other.Id && Home == other.Home;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Home, Id);
}
