using SharedObjects.Calls;
using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>Processes that die while they use values: what they have set stays, whole, and what they were about to set was never there.</summary>
public sealed class ValueDeathTests : ObjectDeathTests
{
    private const int Length = 500;

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    [Death(typeof(ISharedValue<>), DeathState.Waiting, DeathState.Unreceived)]
    public async Task A_killed_process_leaves_what_it_set_and_its_wait_is_removed(bool granted)
    {
        var value = await Manager.ValueAsync(0, Token);
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(ValueTargets.WaitForChangeAsync, value, report));
        var (number, version) = await value.GetWithVersionAsync(Token);
        Assert.Equal(7, number);
        var waiting = value.WaitForChangeAsync(version, Token).AsTask();
        await UntilWaitingAsync(2);

        await DieAsync(victim, granted, granted ? 0 : 1, async () => Assert.Equal(8, await value.AddAsync(1, Token)));

        if (!granted)
        {
            Assert.Equal((7, version), await value.GetWithVersionAsync(Token));
            Assert.False(waiting.IsCompleted);
            Assert.Equal(8, await value.AddAsync(1, Token));
        }

        Assert.Equal((8, version + 1), await waiting);
        Assert.Equal((8, version + 1), await value.GetWithVersionAsync(Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedArray<>), DeathState.Writing)]
    public async Task A_call_of_which_only_a_part_arrived_was_never_made()
    {
        var array = await Manager.ArrayAsync<long>(Length, Token);
        var ones = new long[Length];
        Array.Fill(ones, 1);
        using (var client = await WireClient.ConnectAsync(Manager))
        {
            await client.AttachAsync(array);
            var frame = Encode(client);
            await client.Stream.WriteAsync(frame.AsMemory(0, frame.Length - 1), Token);
            await client.Stream.FlushAsync(Token);
        }

        await UntilAloneAsync();
        Assert.Equal(0, Assert.Single((await array.ToArrayAsync(Token)).Distinct()));
        Assert.Equal(0, (await array.GetWithVersionAsync(0, Token)).Version);

        // The last byte was all that was missing.
        using (var client = await WireClient.ConnectAsync(Manager))
        {
            await client.AttachAsync(array);
            await client.Stream.WriteAsync(Encode(client), Token);
            using var reply = await client.ReadReplyAsync();
            Assert.Null(reply.Fault);
        }

        Assert.Equal(1, Assert.Single((await array.ToArrayAsync(Token)).Distinct()));

        byte[] Encode(WireClient client) => client.Encode(
            array,
            Contract.Of<ISharedArray<long>>().Members.Single(static member => member.StartsWith(nameof(ISharedArray<>.SetRangeAsync), StringComparison.Ordinal)),
            call =>
            {
                call.WriteValue(0, Codec.Value<int>());
                call.WriteValue(ones, Codec.Array(Codec.Element<long>()));
            });
    }
}
