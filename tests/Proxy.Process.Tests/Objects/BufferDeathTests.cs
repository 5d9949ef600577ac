using SharedObjects.Process.Tests.Death;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>Who dies at a queue, a stack or a priority queue takes nothing along, puts nothing by halves, and holds nobody up.</summary>
public sealed class BufferDeathTests : ObjectDeathTests
{
    [Theory(Timeout = Hang)]
    [InlineData(typeof(ISharedQueue<>))]
    [InlineData(typeof(ISharedStack<>))]
    [InlineData(typeof(ISharedPriorityQueue<,>))]
    [Death(typeof(ISharedQueue<>), DeathState.Waiting)]
    [Death(typeof(ISharedStack<>), DeathState.Waiting)]
    [Death(typeof(ISharedPriorityQueue<,>), DeathState.Waiting)]
    public async Task A_killed_taker_that_waited_takes_nothing(Type kind)
    {
        var buffer = await AnyBuffer.MakeAsync(Manager, kind, 2);
        await using var victim = await WaitingAsync(buffer.StartTaker);
        var behind = buffer.TakeAsync().AsTask();
        await UntilWaitingAsync(2);

        await DieAsync(victim, granted: false, waiting: 1, grant: default!);
        await buffer.PutAsync(1);

        Assert.Equal(1, await behind);
        Assert.Equal((0, 1), (buffer.Items.Count, buffer.Items.UnfinishedCount));
    }

    [Theory(Timeout = Hang)]
    [InlineData(typeof(ISharedQueue<>))]
    [InlineData(typeof(ISharedStack<>))]
    [InlineData(typeof(ISharedPriorityQueue<,>))]
    [Death(typeof(ISharedQueue<>), DeathState.Unreceived)]
    [Death(typeof(ISharedStack<>), DeathState.Unreceived)]
    [Death(typeof(ISharedPriorityQueue<,>), DeathState.Unreceived)]
    public async Task The_item_of_a_taker_that_was_killed_before_it_knew_goes_to_the_next(Type kind)
    {
        var buffer = await AnyBuffer.MakeAsync(Manager, kind, 2);
        await using var victim = await WaitingAsync(buffer.StartTaker);
        var behind = buffer.TakeAsync().AsTask();
        await UntilWaitingAsync(2);

        await DieAsync(victim, granted: true, waiting: 0, async () =>
        {
            await buffer.PutAsync(1);
            Assert.Equal((0, 1), (buffer.Items.Count, buffer.Items.UnfinishedCount));
            Assert.False(behind.IsCompleted);
        });

        Assert.Equal(1, await behind);
        Assert.Equal((0, 1), (buffer.Items.Count, buffer.Items.UnfinishedCount));
    }

    [Theory(Timeout = Hang)]
    [InlineData(typeof(ISharedQueue<>), false)]
    [InlineData(typeof(ISharedQueue<>), true)]
    [InlineData(typeof(ISharedStack<>), false)]
    [InlineData(typeof(ISharedStack<>), true)]
    [InlineData(typeof(ISharedPriorityQueue<,>), false)]
    [InlineData(typeof(ISharedPriorityQueue<,>), true)]
    [Death(typeof(ISharedQueue<>), DeathState.Waiting, DeathState.Unreceived)]
    [Death(typeof(ISharedStack<>), DeathState.Waiting, DeathState.Unreceived)]
    [Death(typeof(ISharedPriorityQueue<,>), DeathState.Waiting, DeathState.Unreceived)]
    public async Task A_killed_putter_that_waited_puts_nothing_and_one_that_had_been_let_in_has_put_it_all(Type kind, bool granted)
    {
        var buffer = await AnyBuffer.MakeAsync(Manager, kind, 2);
        await buffer.PutAsync(1);
        await using var victim = await WaitingAsync(buffer.StartPutter);
        var behind = buffer.PutAsync(2).AsTask();
        await UntilWaitingAsync(2);
        Assert.Equal((1, 1), (buffer.Items.Count, buffer.Items.UnfinishedCount));

        await DieAsync(victim, granted, granted ? 1 : 0, async () =>
        {
            Assert.Equal(1, await buffer.TakeAsync());
            Assert.Equal((2, 3), (buffer.Items.Count, buffer.Items.UnfinishedCount));
        });

        Assert.Equal((2, granted ? 3 : 2), (buffer.Items.Count, buffer.Items.UnfinishedCount));
        List<int> taken = [];
        for (var i = 0; i < (granted ? 3 : 2); i++)
        {
            taken.Add(await buffer.TakeAsync());
        }

        await behind;
        Assert.Equal(granted ? [2, 100, 101] : [1, 2], taken.Order());
        Assert.Equal(0, buffer.Items.Count);
    }

    [Theory(Timeout = Hang)]
    [InlineData(typeof(ISharedQueue<>), false)]
    [InlineData(typeof(ISharedQueue<>), true)]
    [InlineData(typeof(ISharedStack<>), false)]
    [InlineData(typeof(ISharedStack<>), true)]
    [InlineData(typeof(ISharedPriorityQueue<,>), false)]
    [InlineData(typeof(ISharedPriorityQueue<,>), true)]
    [Death(typeof(ISharedQueue<>), DeathState.Waiting, DeathState.Unreceived)]
    [Death(typeof(ISharedStack<>), DeathState.Waiting, DeathState.Unreceived)]
    [Death(typeof(ISharedPriorityQueue<,>), DeathState.Waiting, DeathState.Unreceived)]
    public async Task A_killed_joiner_is_missed_by_nobody(Type kind, bool granted)
    {
        var buffer = await AnyBuffer.MakeAsync(Manager, kind, 2);
        await buffer.PutAsync(1);
        await using var victim = await WaitingAsync(buffer.StartJoiner);
        var join = buffer.Items.JoinAsync(Token).AsTask();
        await UntilWaitingAsync(2);

        await DieAsync(victim, granted, granted ? 0 : 1, EndAsync);

        Assert.Equal(granted ? 0 : 1, buffer.Items.UnfinishedCount);
        if (!granted)
        {
            Assert.False(join.IsCompleted);
            await EndAsync();
        }

        await join;

        async ValueTask EndAsync()
        {
            Assert.Equal(1, await buffer.TakeAsync());
            await buffer.Items.TaskDoneAsync(Token);
        }
    }
}
