using System.Buffers;
using Nerdbank.MessagePack;
using SharedObjects.Contracts.State;
using SharedObjects.Hosting.Manager;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>A manager in a process of its own, reached over a socket.</summary>
public sealed class ChildProcessBackend : Backend
{
    private SharedManager? manager;

    public override SharedManager Manager => manager ?? throw new InvalidOperationException("The manager has not started.");

    public override async ValueTask InitializeAsync() =>
        manager = await SharedManager.StartAsync<ConformanceManager>(cancellationToken: TestContext.Current.CancellationToken);

    public override ValueTask<T> MakeAsync<T>(Func<SharedManager, ValueTask<T>> shared, Func<TimeProvider, T> plain) => shared(Manager);

    internal override async ValueTask<T> CopyAsync<T>(T original, Func<StateReader, TimeProvider, T> plain) =>
        await Manager.RestoreAsync<T>(await Manager.SaveAsync(original, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    public override async ValueTask<OtherClient> ConnectAsync() => new(await ManagerConnection.OpenAsync(
        CopyOf(Manager.Session.Address!), Manager.Session.Serializer, HandshakeOptions.Default, TestContext.Current.CancellationToken));

    public override string? ReasonAgainst(Ability ability) =>
        ability == Ability.SetsTheTime ? "The clock of another process is its own." : null;

    public override async ValueTask DisposeAsync()
    {
        if (manager is not null)
        {
            await manager.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>Whoever connects takes the address and its key over.</summary>
    private static ManagerAddress CopyOf(ManagerAddress address)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        address.Write(ref writer);
        writer.Flush();
        var reader = new MessagePackReader(buffer.WrittenMemory);
        return ManagerAddress.Read(ref reader);
    }
}
