using System.Collections.Immutable;
using System.Numerics;
using CsCheck;
using SharedObjects.Calls;
using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Calls.Encoding;

public sealed class CodecTests
{
    [Fact]
    public void Every_primitive_comes_back()
    {
        ComesBack(Gen.Bool);
        ComesBack(Gen.Byte);
        ComesBack(Gen.SByte);
        ComesBack(Gen.Short);
        ComesBack(Gen.UShort);
        ComesBack(Gen.Int);
        ComesBack(Gen.UInt);
        ComesBack(Gen.Long);
        ComesBack(Gen.ULong);
        ComesBack(Gen.Float);
        ComesBack(Gen.Double);
        ComesBack(Gen.Char);
        ComesBack(Gen.String.Null());
        ComesBack(Gen.Byte.Array.Null());
        ComesBack(Gen.TimeSpan);
    }

    [Fact]
    public void Values_come_back_as_the_page_about_them_says()
    {
        Same(ImmutableList.Create(1, 2));
        Same<IReadOnlyList<int>>([1, 2]);
        Same(new HashSet<int> { 1, 2 });
        Same(new Version(1, 10));
        Same(BigInteger.Pow(2, 100));
        Same(new Uri("http://localhost/"));
        Assert.Equal([1, 2], Codecs.RoundTrip(Codec.Value<Stack<int>>(), new Stack<int>([1, 2])));
        Assert.Equal(3, Codecs.RoundTrip(Codec.Value<WithField>(), new WithField { Number = 3 }).Number);
        Assert.Equal("\ufffd", Codecs.RoundTrip(Codec.Value<string>(), "\ud800"));

        static void Same<T>(T value) => Assert.Equal(value, Codecs.RoundTrip(Codec.Value<T>(), value));
    }

    [Fact]
    public void Values_left_to_the_serializer_come_back()
    {
        ComesBack(Gen.Guid);
        ComesBack(Gen.Decimal);
        ComesBack(Gen.DateTimeOffset);
        ComesBack(Gen.Select(Gen.DateTime, Gen.Enum<DateTimeKind>()).Select((date, kind) => DateTime.SpecifyKind(date, kind)));
        Assert.All(Enum.GetValues<DateTimeKind>(), kind => Assert.Equal(kind, Codecs.RoundTrip(Codec.Value<DateTime>(), new DateTime(2026, 1, 2, 3, 4, 5, kind)).Kind));
        ComesBack(Gen.Enum<DayOfWeek>());
        ComesBack(Gen.Select(Gen.Int, Gen.String.Null(), (number, name) => new Sample(number, name)));
        ComesBack(Gen.Dictionary(Gen.String, Gen.Int.List));
    }

    [Fact]
    public void Every_structure_comes_back()
    {
        var number = Codec.Value<int>();
        var text = Codec.Value<string>();
        Gen.Select(Gen.Int, Gen.String).Sample((a, b) =>
        {
            Assert.Equal((a, b), Codecs.RoundTrip(Codec.Tuple(number, text), (a, b)));
            Assert.Equal((a, b, a), Codecs.RoundTrip(Codec.Tuple(number, text, number), (a, b, a)));
            Assert.Equal((a, b, a, b), Codecs.RoundTrip(Codec.Tuple(number, text, number, text), (a, b, a, b)));
            Assert.Equal(KeyValuePair.Create(a, b), Codecs.RoundTrip(Codec.KeyValuePair(number, text), KeyValuePair.Create(a, b)));
            Assert.Equal(a, Codecs.RoundTrip(Codec.Nullable(number), a));
        });
        Gen.Int.Array.Sample(items =>
        {
            Assert.Equal(items, Codecs.RoundTrip(Codec.Array(number), items));
            Assert.Equal(items, Codecs.RoundTrip(Codec.List(number), [.. items]));
            Assert.Equal(items.ToHashSet(), Codecs.RoundTrip(Codec.Set(number), [.. items]));
            Assert.Equal(items, Codecs.RoundTrip(Codec.Collection<IReadOnlyList<int>, int>(number), items));
            Assert.Equal(items, Codecs.RoundTrip(Codec.Collection<IEnumerable<int>, int>(number), items.Where(static _ => true)));
        });
        Gen.Dictionary(Gen.Int, Gen.String).Sample(items =>
        {
            Assert.Equal(items, Codecs.RoundTrip(Codec.Dictionary(number, text), items));
            Assert.Equal(items, Codecs.RoundTrip(Codec.ReadOnlyDictionary(number, text), items));
        });
        Assert.Null(Codecs.RoundTrip(Codec.Nullable(number), null));
        Assert.Null(Codecs.RoundTrip(Codec.Array(number), null!));
        Assert.Null(Codecs.RoundTrip(Codec.Dictionary(number, text), null!));
    }

    [Fact]
    public void A_list_longer_than_is_believed_at_first_comes_back()
    {
        int[] items = [.. Enumerable.Range(0, 5000)];
        Assert.Equal(items, Codecs.RoundTrip(Codec.Array(Codec.Value<int>()), items));
    }

    [Fact]
    public void An_element_comes_back_through_a_host_that_does_not_know_its_type()
    {
        Gen.Int.Sample(value => Assert.Equal(value, Codecs.ThroughPayload(value)));
        Gen.String.Null().Sample(value => Assert.Equal(value, Codecs.ThroughPayload(value)));
        Gen.Select(Gen.Int, Gen.String).Sample(value => Assert.Equal(value, Codecs.ThroughPayload(value)));
        Gen.Byte.Array[0, 5000].Sample(value => Assert.Equal(value, Codecs.ThroughPayload(value)));
        Assert.Null(Codecs.ThroughPayload<int?>(null));
    }

    [Fact]
    public void Elements_keep_their_own_references_apart()
    {
        var queues = Enumerable.Range(1, 3).Select(Queue).ToArray();
        var handles = queues.Select(Clients.HandleOf).ToArray();
        var frame = new ArgumentFrame();
        frame.WriteValue(queues[2], Codec.Value<ISharedQueue<int>>());
        frame.WriteValue(queues[0], Codec.Element<ISharedQueue<int>>());
        frame.WriteValue((queues[1], queues[2]), Codec.Element<(ISharedQueue<int>, ISharedQueue<int>)>());
        Assert.Equal(4, frame.References.Count);

        Assert.Equal(queues[2], frame.ReadValue(Codec.Value<ISharedQueue<int>>()));
        var first = Codecs.Payload(frame);
        var second = Codecs.Payload(frame);
        Assert.Equal([handles[0]], first.References!);
        Assert.Equal([handles[1], handles[2]], second.References!);

        var reply = new ArgumentFrame();
        reply.WriteValue(second, Codec.Element<Payload>());
        reply.WriteValue(first, Codec.Element<Payload>());
        Assert.Equal((queues[1], queues[2]), reply.ReadValue(Codec.Element<(ISharedQueue<int>, ISharedQueue<int>)>()));
        Assert.Equal(queues[0], reply.ReadValue(Codec.Element<ISharedQueue<int>>()));
    }

    private static ISharedQueue<int> Queue(int id)
    {
        var contract = Contract.Of<ISharedQueue<int>>();
        return contract.CreateProxy<ISharedQueue<int>>(new StrayHandle(new ObjectReference(Guid.Empty, id, contract.Name, contract.Fingerprint, ""), null!));
    }

    private static void ComesBack<T>(Gen<T> gen) => gen.Sample(value => Assert.Equal(value, Codecs.RoundTrip(Codec.Value<T>(), value)));

    public struct WithField
    {
#pragma warning disable CA1051 // Fields are what is tested here.
        public int Number;
#pragma warning restore CA1051
    }

    public sealed record Sample(int Number, string? Name);
}
