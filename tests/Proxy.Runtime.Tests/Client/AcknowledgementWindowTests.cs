using CsCheck;
using SharedObjects.Client;

namespace SharedObjects.Runtime.Tests.Client;

public sealed class AcknowledgementWindowTests
{
    [Fact]
    public void The_window_does_what_a_set_of_numbers_does() => Gen.Int[0, 1000].Array[0, 600].Sample(choices =>
    {
        var window = new AcknowledgementWindow();
        var open = new List<long>();
        var last = 0L;
        foreach (var choice in choices)
        {
            if (choice < 600 || open.Count == 0)
            {
                var expected = open.Count == 0 ? last : open.Min() - 1;
                Assert.Equal(++last, window.Begin(out var acknowledged));
                Assert.Equal(expected, acknowledged);
                open.Add(last);
            }
            else
            {
                var at = choice % open.Count;
                window.Complete(open[at]);
                open.RemoveAt(at);
            }
        }
    });

    [Fact]
    public async Task Many_threads_get_numbers_of_their_own_and_all_are_acknowledged_in_the_end()
    {
        var window = new AcknowledgementWindow();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                var mine = new List<long>();
                for (var i = 0; i < 1000; i++)
                {
                    mine.Add(window.Begin(out var acknowledged));
                    Assert.True(acknowledged < mine[^1]);
                    window.Complete(mine[^1]);
                }

                return mine;
            },
            TestContext.Current.CancellationToken)));
        Assert.Equal(Enumerable.Range(1, 8000).Select(i => (long)i), numbers.SelectMany(mine => mine).Order());
        window.Begin(out var all);
        Assert.Equal(8000, all);
    }
}
