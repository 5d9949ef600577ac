using System.ComponentModel;

namespace SharedObjects;

/// <summary>What grants leases, as a <see cref="Lease"/> uses it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILeasing : ISharedObject
{
    /// <summary>Gives a lease back; used by <see cref="Lease"/>.</summary>
    /// <param name="lease">The lease's number.</param>
    /// <param name="abandoned">Whether it was lost rather than given back.</param>
    /// <exception cref="LeaseNotHeldException">This process's session holds no such lease.</exception>
    ValueTask ReleaseLeaseAsync(long lease, bool abandoned);
}
