using Microsoft.Extensions.Time.Testing;
using SharedObjects.Calls;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Server;
using SharedObjects.Server.Objects;

namespace SharedObjects.Runtime.Tests.Server;

public sealed class CollectionNudgeTests : IAsyncLifetime
{
    private const int Hang = 60_000;

    private readonly FakeTimeProvider time = new();
    private readonly TestManager manager = new();
    private readonly CollectionNudge nudge;
    private int collections;

    public CollectionNudgeTests() => nudge = new CollectionNudge(Objects, time, () => collections++);

    private ObjectTable Objects => manager.Server.Objects;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        nudge.Dispose();
        await manager.DisposeAsync();
    }

    [Fact(Timeout = Hang)]
    public void What_a_session_or_nobody_can_refer_to_needs_no_collection()
    {
        var held = Add();
        held.MarkStored();
        Add().Release();
        Assert.Equal(0, Objects.UnheldCount);
        Pass(1000);
        Assert.Equal(0, collections);
    }

    [Fact(Timeout = Hang)]
    public void What_may_be_garbage_is_collected_after_a_while_and_once_if_nothing_happens()
    {
        var entry = Add();
        entry.MarkStored();
        entry.Release();
        Assert.Equal(1, Objects.UnheldCount);
        Pass(9);
        Assert.Equal(0, collections);
        Pass(1);
        Assert.Equal(1, collections);
        Pass(10_000);
        Assert.Equal(1, collections);

        Assert.True(entry.TryHold());
        Assert.Equal(0, Objects.UnheldCount);
    }

    [Fact(Timeout = Hang)]
    public void While_it_finds_nothing_it_looks_ever_more_rarely()
    {
        var entry = Add();
        entry.MarkStored();
        entry.Release();
        var spells = new List<int>();
        for (int second = 0, last = 0; second < 3600; second++)
        {
            var before = collections;
            Objects.Touch();
            Pass(1);
            if (collections > before)
            {
                spells.Add(second - last);
                last = second;
            }
        }

        Assert.Equal([9, 20, 40, 80, 160, 320, 320], spells.Take(7));
        GC.KeepAlive(entry);
    }

    [Fact(Timeout = Hang)]
    public void The_end_of_a_session_that_held_what_others_may_refer_to_is_not_waited_for()
    {
        var session = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        var entry = Add();
        entry.MarkStored();
        session.Hold(entry);
        entry.Release();
        Pass(100);
        Assert.Equal(0, collections);

        session.End("killed");
        Pass(1);
        Assert.Equal(1, collections);
        GC.KeepAlive(entry);
    }

    [Fact(Timeout = Hang)]
    public void What_was_collected_is_not_looked_for_again()
    {
        AddAndForget();
        Assert.Equal(1, Objects.UnheldCount);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(0, Objects.UnheldCount);
        Objects.Touch();
        Pass(100);
        Assert.Equal(0, collections);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        void AddAndForget()
        {
            var entry = Add();
            entry.MarkStored();
            entry.Release();
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Heartbeats_are_nothing_that_leaves_garbage()
    {
        var entry = Add();
        entry.MarkStored();
        entry.Release();
        Pass(10);
        await using var client = await manager.ConnectAsync();
        await client.Manager.AcknowledgeAsync();
        Pass(10_000);
        Assert.Equal(1, collections);
        GC.KeepAlive(entry);
    }

    private ObjectEntry Add() => Objects.Add(Contract.Of<ISharedQueue<int>>(), "", new object());

    private void Pass(int seconds)
    {
        for (; seconds > 0; seconds--)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
