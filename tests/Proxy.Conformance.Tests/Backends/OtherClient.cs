using SharedObjects.Calls;
using SharedObjects.Client;

namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>Another client of a manager, with a session of its own. Disposing ends that session as the end of its process would.</summary>
public sealed class OtherClient : IAsyncDisposable
{
    private readonly ClientSession session;

    internal OtherClient(ClientSession session) => this.session = session;

    /// <summary>This client's proxy of an object that the first client has.</summary>
    public async ValueTask<T> UseAsync<T>(T proxy)
        where T : class, ISharedObject =>
        Contract.Of<T>().CreateProxy<T>(await session.AttachAsync(((ManagedProxy)(object)proxy).Handle.Reference, TestContext.Current.CancellationToken));

    /// <summary>Returns when the manager has heard of everything this client has given back.</summary>
    public ValueTask SettleAsync() => session.CollectAsync();

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
