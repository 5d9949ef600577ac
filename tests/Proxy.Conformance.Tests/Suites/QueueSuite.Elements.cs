using System.Numerics;
using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Elements;

namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class QueueSuite
{
    [Fact(Timeout = Hang)]
    public Task Numbers_come_back_as_they_went() => backend.RunAsync(async () =>
    {
        await ComesBack(0, 1, -1, int.MinValue, int.MaxValue);
        await ComesBack<byte>(0, 255);
        await ComesBack<sbyte>(-128, 127);
        await ComesBack<short>(short.MinValue, short.MaxValue);
        await ComesBack<ushort>(0, ushort.MaxValue);
        await ComesBack<uint>(0, uint.MaxValue);
        await ComesBack(long.MinValue, 0L, long.MaxValue);
        await ComesBack(0UL, ulong.MaxValue);
        await ComesBack(0f, -0f, float.Epsilon, float.NaN, float.NegativeInfinity);
        await ComesBack(0d, -0d, double.MaxValue, double.NaN, double.PositiveInfinity);
        await ComesBack(0m, decimal.MinValue, decimal.MaxValue, 1.10m);
        await ComesBack(Int128.MinValue, Int128.MaxValue);
        await ComesBack(BigInteger.Pow(-7, 300));
        await ComesBack(true, false);
        await ComesBack('a', '\0', '\uffff');
        await ComesBack<int?>(5, null, 0);
    });

    [Fact(Timeout = Hang)]
    public Task Text_bytes_and_times_come_back_as_they_went() => backend.RunAsync(async () =>
    {
        await ComesBack("", "text", "żółw 🐢", new string('x', 100_000));
        await ComesBack(Guid.Empty, new Guid("00112233-4455-6677-8899-aabbccddeeff"));
        await ComesBack(DateTime.UnixEpoch, new DateTime(2026, 1, 2, 3, 4, 5, 6, 7, DateTimeKind.Utc), new DateTime(2026, 1, 2), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Local), default(DateTime));
        await ComesBack(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(5.5)));
        await ComesBack(TimeSpan.MinValue, TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.MaxValue);
        await ComesBack(DateOnly.MinValue, DateOnly.MaxValue);
        await ComesBack(TimeOnly.MinValue, TimeOnly.MaxValue);
        await ComesBack(new Uri("https://example.org/a?b=c"));
        await ComesBack(new Version(1, 2, 3, 4));
        await ComesBack([], [1, 2, 3], RandomBytes(1024 * 1024));
    });

    [Fact(Timeout = Hang)]
    public Task Types_of_the_users_own_come_back_equal() => backend.RunAsync(async () =>
    {
        await ComesBack(Colour.None, Colour.Red, Colour.Green, (Colour)77);
        await ComesBack(new Point(1, 2.5), new Point(int.MinValue, double.NaN));
        await ComesBack(new Span2(1, long.MaxValue), default);
        await ComesBack<(int, string, Colour, double?)>((1, "a", Colour.Red, null), (0, null!, default, 0));
        await ComesBack((1, (2, ("three", new Point(4, 5)))));
        await ComesBack((1, 2, 3, 4, 5, 6, 7, 8, 9));
        await ComesBack<int[]>([], [1, 2, 3]);
        await ComesBack<List<string?>>([], ["a", null]);
        await ComesBack(new Dictionary<string, int[]> { ["a"] = [1], [""] = [] });
        await ComesBack<Shape>(new Circle(1.5), new Square(2));
        await ComesBack(new Dictionary<Colour, List<Dictionary<int, Point?>>> { [Colour.Red] = [[], new() { [1] = new(1, 1), [2] = null }] });

        var settings = await Sent(new Settings { Name = "n", Sizes = [1, 2] });
        Assert.Equal("n", settings.Name);
        Assert.Equal([1, 2], settings.Sizes!);

        var older = new Order(Guid.NewGuid(), "ada", [], [], null, null);
        var order = new Order(Guid.NewGuid(), "grace", [new("disk", 2, TimeSpan.FromDays(1))], new() { ["new"] = 0.1m }, Colour.Green, older);
        Assert.Equivalent(order, await Sent(order), strict: true);
    });

    [Fact(Timeout = Hang)]
    public Task Nothing_is_an_item_too() => backend.RunAsync(async () =>
    {
        await ComesBack<string?>(null, "", null);
        await ComesBack<byte[]?>(null, []);
        await ComesBack<Point?>(null, new Point(0, 0));
        await ComesBack<int[]?>(null, []);
        await ComesBack<(int, string?)>(default, (0, null));
        await ComesBack<object?>(null, null);
        var queues = await backend.QueueAsync<ISharedQueue<int>?>();
        await queues.PutAsync(null, Token);
        Assert.Equal((true, null), await queues.TryGetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_queue_travels_through_a_queue_and_is_the_same_queue() => backend.RunAsync(async () =>
    {
        var inner = await backend.QueueAsync<int>();
        var outer = await backend.QueueAsync<ISharedQueue<int>>();
        await outer.PutAsync(inner, Token);
        var received = await outer.GetAsync(Token);
        Assert.Equal(inner, received);
        await inner.PutAsync(7, Token);
        Assert.Equal(7, await received.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Shared_objects_travel_inside_values() => backend.RunAsync(async () =>
    {
        var results = await backend.QueueAsync<int>();
        string[] names = ["a", "b", "c"];
        var others = new List<ISharedQueue<string>>();
        foreach (var name in names)
        {
            others.Add(await backend.QueueAsync<string>());
            await others[^1].PutAsync(name, Token);
        }

        var jobs = await backend.QueueAsync<Job?>();
        await jobs.PutAsync(new Job("first", results, []), Token);
        await jobs.PutAsync(null, Token);
        await jobs.PutAsync(new Job("second", results, [.. others, others[0]]), Token);
        Assert.Equal(results, (await jobs.GetAsync(Token))!.Results);
        Assert.Null(await jobs.GetAsync(Token));
        var second = (await jobs.GetAsync(Token))!;
        Assert.Equal(results, second.Results);
        Assert.Equal(others[0], second.Others[3]);
        for (var i = 0; i < names.Length; i++)
        {
            Assert.Equal(names[i], await second.Others[i].GetAsync(Token));
        }
    });

    [Fact(Timeout = Hang)]
    public Task A_queue_may_hold_itself() => backend.RunAsync(async () =>
    {
        var one = await backend.QueueAsync<Ring>();
        var other = await backend.QueueAsync<Ring>();
        await one.PutAsync(new Ring(other, 1), Token);
        await other.PutAsync(new Ring(one, 2), Token);
        await one.PutAsync(new Ring(one, 3), Token);
        var first = await one.GetAsync(Token);
        var second = await first.Next.GetAsync(Token);
        var third = await second.Next.GetAsync(Token);
        Assert.Equal((1, 2, 3), (first.Number, second.Number, third.Number));
        Assert.Equal(one, third.Next);
        Assert.Equal(other, first.Next);
    });

    [Fact(Timeout = Hang)]
    public Task What_is_put_is_what_it_was_when_it_was_put() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.Encodes);
        var queue = await backend.QueueAsync<int[]>();
        int[] item = [1, 2, 3];
        await queue.PutAsync(item, Token);
        item[0] = 99;
        var received = await queue.GetAsync(Token);
        Assert.Equal([1, 2, 3], received);
    });

    [Fact(Timeout = Hang)]
    public Task A_value_that_cannot_be_encoded_is_refused_by_name_and_nothing_is_put() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.Encodes);
        await Refused<Action>(static () => { }, "Delegate types cannot be serialized");
        await Refused<Func<int, int>>(static i => i);
        await Refused<Delegate>(static () => { });
        await Refused<Stream>(new MemoryStream());
        await Refused(new Broken(), "this getter is broken");
        await Refused<object>(new Point(1, 2), "cannot be made again");
        await Refused<IDisposable>(new MemoryStream());
        await Refused(new InvalidOperationException("not a value"));
        await Refused(new List<object?> { null, 1 });
        await Refused<ISharedQueue<int>>(new SharedObjects.Objects.Queue.QueueReferent<int>(new QueueOptions(), TimeProvider.System));
    });

    private async Task Refused<T>(T item, string reason = "")
    {
        var queue = await backend.QueueAsync<T>();
        foreach (var put in new Func<Task>[]
        {
            () => queue.PutAsync(item, Token).AsTask(),
            () => queue.PutAsync(item, TimeSpan.Zero, Token).AsTask(),
            () => queue.TryPutAsync(item, Token).AsTask(),
        })
        {
            var refused = await Assert.ThrowsAsync<EncodingException>(put);
            Assert.Contains("'item'", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Put", refused.Message, StringComparison.Ordinal);
            Assert.Contains("ISharedQueue", refused.Message, StringComparison.Ordinal);
            Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
            Assert.Contains(typeof(T).ToString(), refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, queue.Count);
    }

    private async Task ComesBack<T>(params T[] items)
    {
        var queue = await backend.QueueAsync<T>();
        foreach (var item in items)
        {
            await queue.PutAsync(item, Token);
        }

        foreach (var item in items)
        {
            Assert.Equal(item, await queue.GetAsync(Token));
        }
    }

    private async Task<T> Sent<T>(T item)
    {
        var queue = await backend.QueueAsync<T>();
        await queue.PutAsync(item, Token);
        return await queue.GetAsync(Token);
    }

    private static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
