using SharedObjects.Calls;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>Processes that die while they use values: what they have set stays, whole, and what they were about to set was never there.</summary>
public sealed class ValueDeathTests : ProcessTests
{
    private const int Length = 500;

    [Fact(Timeout = 60_000)]
    public async Task A_killed_process_leaves_what_it_set_and_its_wait_is_removed()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var value = await manager.ValueAsync(0, Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(ValueTargets.WaitForChangeAsync, value, report));
        await victim.SaysAsync("waits");
        var (number, version) = await value.GetWithVersionAsync(Token);
        var waiting = value.WaitForChangeAsync(version, Token).AsTask();

        victim.Kill();
        await UntilWaitingAsync(manager, 1);

        Assert.Equal(7, number);
        Assert.Equal((7, version), await value.GetWithVersionAsync(Token));
        Assert.Equal(8, await value.AddAsync(1, Token));
        Assert.Equal((8, version + 1), await waiting);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_writer_killed_at_work_leaves_nothing_half_done()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        for (var round = 0; round < 3; round++)
        {
            var array = await manager.ArrayAsync<long>(Length, Token);
            var counter = await manager.CounterAsync(cancellationToken: Token);
            var names = await manager.NamespaceAsync(Token);
            await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(ValueTargets.WriteAsync, array, counter, names, report));
            await victim.SaysAsync("writes");

            victim.Kill();
            await UntilAloneAsync(manager);

            var number = Assert.Single((await array.ToArrayAsync(Token)).Distinct());
            var (latest, again) = await names.GetAsync<(long, long)>("latest", Token);
            var count = await counter.GetAsync(Token);
            Assert.Equal(latest, again);
            Assert.InRange(count, 20, latest);
            Assert.InRange(latest - count, 0, 1);
            Assert.InRange(number - latest, 0, 1);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_of_which_only_a_part_arrived_was_never_made()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var array = await manager.ArrayAsync<long>(Length, Token);
        var contract = Contract.Of<ISharedArray<long>>();
        var ones = new long[Length];
        Array.Fill(ones, 1);
        using (var client = await WireClient.ConnectAsync(manager))
        {
            await client.AttachAsync(array);
            var frame = Encode(client);
            await client.Stream.WriteAsync(frame.AsMemory(0, frame.Length - 1), Token);
            await client.Stream.FlushAsync(Token);
        }

        await UntilAloneAsync(manager);
        Assert.Equal(0, Assert.Single((await array.ToArrayAsync(Token)).Distinct()));
        Assert.Equal(0, (await array.GetWithVersionAsync(0, Token)).Version);

        // The last byte was all that was missing.
        using (var client = await WireClient.ConnectAsync(manager))
        {
            await client.AttachAsync(array);
            await client.Stream.WriteAsync(Encode(client), Token);
            using var reply = await client.ReadReplyAsync();
            Assert.Null(reply.Fault);
        }

        Assert.Equal(1, Assert.Single((await array.ToArrayAsync(Token)).Distinct()));

        byte[] Encode(WireClient client) => client.Encode(
            ((ManagedProxy)array).Handle.Reference.Id,
            contract,
            contract.Members.Single(static member => member.StartsWith(nameof(ISharedArray<>.SetRangeAsync), StringComparison.Ordinal)),
            call =>
            {
                call.WriteValue(0, Codec.Value<int>());
                call.WriteValue(ones, Codec.Array(Codec.Element<long>()));
            });
    }

    /// <summary>Waits until so many calls wait in the manager.</summary>
    internal static async Task UntilWaitingAsync(SharedManager manager, int calls)
    {
        while ((await manager.GetStatisticsAsync(Token)).WaitingCalls != calls)
        {
        }
    }

    /// <summary>Waits until the manager has no session but this process's.</summary>
    internal static async Task UntilAloneAsync(SharedManager manager)
    {
        while ((await manager.GetStatisticsAsync(Token)).Sessions != 1)
        {
        }
    }
}
