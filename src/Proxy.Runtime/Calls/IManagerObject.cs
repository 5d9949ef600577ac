using SharedObjects.Contracts;

namespace SharedObjects.Calls;

/// <summary>The object every manager has under id 0: itself. Whatever a client asks of the manager is a call on it.</summary>
[Managed(Turns = TurnMode.Concurrent)]
[Inline]
internal interface IManagerObject
{
    /// <summary>Creates an object.</summary>
    /// <param name="contract">The contract's name.</param>
    /// <param name="elements">The type arguments, as the creator calls them; kept with the reference, never interpreted.</param>
    /// <param name="argument">What the factory is given; the default when it takes nothing.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    /// <exception cref="NotManagedException">Nothing is registered for the contract.</exception>
    ValueTask<ObjectHandle> CreateAsync(string contract, string elements, Payload argument, CancellationToken cancellationToken);

    /// <summary>The state of an object that this session holds, taken on the object's turn.</summary>
    /// <exception cref="NotSupportedException">Objects of this kind cannot be saved.</exception>
    ValueTask<Payload> SaveAsync(long id, CancellationToken cancellationToken);

    /// <summary>Creates an object from a state that one of the same contract had.</summary>
    /// <param name="contract">The contract's name.</param>
    /// <param name="elements">The type arguments.</param>
    /// <param name="state">What <see cref="SaveAsync"/> gave.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="NotSupportedException">Objects of this kind cannot be restored.</exception>
    ValueTask<ObjectHandle> RestoreAsync(string contract, string elements, Payload state, CancellationToken cancellationToken);

    /// <summary>The object registered under a name.</summary>
    /// <exception cref="ObjectNotFoundException">There is no such name.</exception>
    ValueTask<ObjectHandle> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>Takes a reference that reached this session by another way than through this manager.</summary>
    /// <exception cref="ObjectNotFoundException">The object is gone.</exception>
    ValueTask<ObjectHandle> AttachAsync(long id, CancellationToken cancellationToken);

    /// <summary>Gives back <paramref name="count"/> of the times this session was handed an object.</summary>
    ValueTask ReleaseAsync(long id, int count);

    /// <summary>The members of a contract as this manager numbers them.</summary>
    ValueTask<IReadOnlyList<string>> DescribeAsync(string contract, CancellationToken cancellationToken);

    /// <summary>Does nothing; the call's own record carries what the client has received.</summary>
    ValueTask AcknowledgeAsync();

    /// <summary>How much the manager holds: what <c>ManagerStatistics</c> is made of, but without a type that would have to be encoded.</summary>
    ValueTask<(int Objects, int Sessions, int WaitingCalls, long ManagedBytes)> GetStatisticsAsync(CancellationToken cancellationToken);

    /// <summary>Collects the manager's garbage and waits for the disposals that this brings about; for tests.</summary>
    ValueTask CollectAsync();
}
