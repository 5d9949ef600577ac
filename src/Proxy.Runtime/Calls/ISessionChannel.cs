namespace SharedObjects.Calls;

/// <summary>What carries one client session's calls to its manager: a connection, or the manager itself when it is in this process.</summary>
internal interface ISessionChannel : ICallInvoker, IAsyncDisposable
{
    /// <summary>The session.</summary>
    Guid Session { get; }

    /// <summary>The manager's epoch.</summary>
    Guid Home { get; }

    /// <summary>The contract of the manager itself, as the manager knows it.</summary>
    ContractVersion ManagerContract { get; }

    /// <summary>Cancelled when the manager is gone, for whatever reason.</summary>
    CancellationToken Lost { get; }
}
