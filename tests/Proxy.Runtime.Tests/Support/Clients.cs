using SharedObjects.Calls;
using SharedObjects.Client;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>What a client does through its session, without a <see cref="SharedManager"/> around it.</summary>
internal static class Clients
{
    public static Task<ISharedQueue<T>> QueueAsync<T>(this ClientSession client, int? capacity = null) => client.QueueAsync<T>(new QueueOptions { Capacity = capacity });

    public static async Task<ISharedQueue<T>> QueueAsync<T>(this ClientSession client, QueueOptions options) =>
        Contract.Of<ISharedQueue<T>>().CreateProxy<ISharedQueue<T>>(
            await client.CreateAsync<ISharedQueue<T>, (int, int, long)>(options.ToArgument(), TestContext.Current.CancellationToken));

    public static async Task<TContract> CreateAsync<TContract>(this ClientSession client) =>
        Contract.Of<TContract>().CreateProxy<TContract>(
            await client.CreateAsync<TContract, Payload>(default, TestContext.Current.CancellationToken));

    /// <summary>A proxy of an object that another client has.</summary>
    public static async Task<TContract> AttachAsync<TContract>(this ClientSession client, TContract proxy) =>
        Contract.Of<TContract>().CreateProxy<TContract>(await client.AttachAsync(HandleOf(proxy!).Reference, TestContext.Current.CancellationToken));

    public static ObjectHandle HandleOf(object proxy) => ((ManagedProxy)proxy).Handle;
}
