using SharedObjects.Client;
using SharedObjects.Hosting;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Server;
using SharedObjects.Server.Sessions;

namespace SharedObjects.Runtime.Tests.Server;

/// <summary>What a user's referent may do wrong, or do in a way nobody thought of: the manager and everybody else go on.</summary>
public sealed class ReferentCodeTests
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task An_undo_that_throws_ends_its_call_and_nothing_else()
    {
        await using var manager = new TestManager(builder => builder.Register<IInterleavingProbe>(() => new ProbeReferent(async (number, _) =>
        {
            if (number == 0)
            {
                return 0;
            }

            CallContext.Current.UndoIfUndelivered(() => throw new InvalidOperationException("the undo"));
            await Task.Yield();
            throw new FormatException("the call");
        })));
        await using var client = ManagerHost.Connect(manager.Server);
        var probe = await client.CreateAsync<IInterleavingProbe>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => probe.RunAsync(1, Token).AsTask());
        Assert.Equal(0, await probe.RunAsync(0, Token));
    }

    [Fact(Timeout = Hang)]
    public async Task Several_undos_of_one_call_run_the_last_first_and_then_everybody_moves()
    {
        var ran = new List<string>();
        var isDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var manager = new TestManager(builder => builder.Register<IInterleavingProbe>(() => new ProbeReferent((_, _) =>
        {
            CallContext.Current.UndoIfUndelivered(() => ran.Add("undo 1"), () => ran.Add("after 1"));
            CallContext.Current.UndoIfUndelivered(() => throw new FormatException("undo 2"), isDone.SetResult);
            CallContext.Current.UndoIfUndelivered(() => ran.Add("undo 3"));
            throw new InvalidOperationException("refused");
        })));
        await using var client = ManagerHost.Connect(manager.Server);
        var probe = await client.CreateAsync<IInterleavingProbe>();
        await Assert.ThrowsAnyAsync<Exception>(() => probe.RunAsync(1, Token).AsTask());
        await isDone.Task;
        Assert.Equal(["undo 3", "undo 1", "after 1"], ran);
    }

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_failed_to_go_back_nobody_else_waits_for_it(bool isExclusive)
    {
        var moves = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var referent = new ProbeReferent(async (number, token) =>
        {
            if (number == 0)
            {
                return 0;
            }

            CallContext.Current.UndoIfUndelivered(() => throw new InvalidOperationException("the undo"), moves.SetResult);
            await Task.Yield();
            throw new FormatException("the call");
        });
        await using var manager = new TestManager(builder => builder.Register<IInterleavingProbe>(() => referent).Register<IExclusiveProbe>(() => referent));
        await using var client = ManagerHost.Connect(manager.Server);
        Func<int, Task<int>> run = isExclusive
            ? await client.CreateAsync<IExclusiveProbe>() is var exclusive ? number => exclusive.RunAsync(number, Token).AsTask() : null!
            : await client.CreateAsync<IInterleavingProbe>() is var interleaving ? number => interleaving.RunAsync(number, Token).AsTask() : null!;

        Assert.Equal("the undo", (await Assert.ThrowsAsync<InvalidOperationException>(() => run(1))).Message);
        await moves.Task;
        Assert.Equal(0, await run(0));
    }

    [Fact(Timeout = Hang)]
    public async Task A_token_callback_that_throws_is_logged_and_the_object_goes_on()
    {
        await using var manager = new TestManager(builder => builder.Register<IInterleavingProbe>(() => new ProbeReferent(async (number, token) =>
        {
            if (number == 0)
            {
                return 0;
            }

            var cancelled = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var first = token.Register(() => cancelled.SetResult(1));
            using var second = token.Register(() => throw new InvalidOperationException("the callback"));
            return await cancelled.Task;
        })));
        await using var client = ManagerHost.Connect(manager.Server);
        var probe = await client.CreateAsync<IInterleavingProbe>();
        using var cancellation = new CancellationTokenSource();
        var running = probe.RunAsync(1, cancellation.Token);
        await cancellation.CancelAsync();

        Assert.Equal(1, await running);
        Assert.Equal(0, await probe.RunAsync(0, Token));
        await Until.TrueAsync(() => manager.Logger.Lines.Any(line => line.Contains("outside any call", StringComparison.Ordinal)));
    }

    [Fact(Timeout = Hang)]
    public async Task A_referent_that_returns_itself_is_the_object_it_is()
    {
        await using var manager = new TestManager(builder => builder.Register<INode>(() => new Node()));
        await using var client = ManagerHost.Connect(manager.Server);
        var node = await client.CreateAsync<INode>();

        Assert.Equal(node, await node.SelfAsync());
        Assert.Equal(node, await (await node.SelfAsync()).SelfAsync());
        var other = await node.AsOtherAsync();
        Assert.Equal(7, await other.PingAsync());
        Assert.Equal(other, await node.AsOtherAsync());
    }

    [Fact(Timeout = Hang)]
    public async Task A_call_in_line_for_an_exclusive_object_can_be_cancelled()
    {
        await using var manager = new TestManager(builder => builder.Register<IExclusiveProbe>(() => new ProbeReferent(async (number, token) =>
        {
            await Task.Delay(number == 0 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return number;
        })));
        await using var client = ManagerHost.Connect(manager.Server);
        var probe = await client.CreateAsync<IExclusiveProbe>();
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var running = probe.RunAsync(1, first.Token).AsTask();
        var inLine = probe.RunAsync(2, second.Token).AsTask();
        await second.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inLine);
        Assert.False(running.IsCompleted);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(0, await probe.RunAsync(0, Token));
    }

    [Fact(Timeout = Hang)]
    public async Task What_goes_back_is_all_there_before_a_waiting_getter_is_served()
    {
        await using var manager = new TestManager();
        await using var survivor = ManagerHost.Connect(manager.Server);
        var queue = await survivor.QueueAsync<int>();
        var session = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        var victim = new ClientSession(new DeafChannel(new LocalChannel(session)), manager.Server.Serializer, null);
        var taken = await victim.AttachAsync(queue);
        for (var i = 0; i < 3; i++)
        {
            await queue.PutAsync(i, Token);
            Assert.Equal(i, await taken.GetAsync(Token));
        }

        var waiting = queue.GetAsync(Token).AsTask();
        session.End("killed");

        Assert.Equal(0, await waiting);
        Assert.Equal(1, await queue.GetAsync(Token));
        Assert.Equal(2, await queue.GetAsync(Token));
    }

    [Fact(Timeout = Hang)]
    public async Task What_a_referent_takes_from_another_object_is_free_when_it_lets_go()
    {
        await using var manager = new TestManager(builder => builder.Register<IDrain>(() => new Drain()));
        await using var client = ManagerHost.Connect(manager.Server);
        var queues = await client.QueueAsync<ISharedQueue<int>>();
        var drain = await client.CreateAsync<IDrain>();
        var before = manager.Server.Objects.Count;
        for (var i = 0; i < 20; i++)
        {
            await using var queue = await client.QueueAsync<int>();
            await queues.PutAsync(queue, Token);
            await drain.TakeAsync(queues);
        }

        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return manager.Server.Objects.Count <= before;
        });
    }

    [Fact(Timeout = Hang)]
    public async Task A_constructor_that_throws_is_heard_as_it_threw()
    {
        await using var manager = new TestManager(builder => builder.Register<INode, BrokenNode>());
        await using var client = ManagerHost.Connect(manager.Server);

        var exception = await Assert.ThrowsAsync<FormatException>(() => client.CreateAsync<INode>());
        Assert.Equal("the constructor", exception.Message);
    }

    [Fact(Timeout = Hang)]
    public async Task An_object_created_from_the_wrong_type_says_which_is_right()
    {
        await using var manager = new TestManager(builder => builder.RegisterFactory<INode, string>(_ => new Node()));
        await using var client = ManagerHost.Connect(manager.Server);

        var exception = await Assert.ThrowsAsync<EncodingException>(() => client.CreateAsync<INode, int>(3, Token).AsTask());
        Assert.Contains("is created from a System.String", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Hang)]
    public async Task A_result_that_cannot_be_encoded_names_its_member()
    {
        await using var manager = new TestManager(builder => builder.Register<IOpener>(() => new Opener()));
        await using var client = ManagerHost.Connect(manager.Server);
        var opener = await client.CreateAsync<IOpener>();

        var exception = await Assert.ThrowsAsync<EncodingException>(() => opener.OpenAsync().AsTask());
        Assert.Contains("IOpener.OpenAsync()", exception.Message, StringComparison.Ordinal);
        Assert.Contains("System.IO.Stream", exception.Message, StringComparison.Ordinal);
    }
}
