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

    /// <summary>How long the session may be silent before the manager ends it; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    TimeSpan TimeToLive { get; }

    /// <summary>Cancelled when the session can no longer be counted on: the channel is gone, for whatever reason, or <see cref="GiveUp"/> was called.</summary>
    CancellationToken Lost { get; }

    /// <summary>Cancels <see cref="Lost"/>. What is under way may still be answered until the channel is disposed.</summary>
    void GiveUp();
}
