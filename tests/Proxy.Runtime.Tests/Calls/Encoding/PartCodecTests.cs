using SharedObjects.Calls;

namespace SharedObjects.Runtime.Tests.Calls.Encoding;

/// <summary>Objects by their properties' names, and large tuples: what generated code composes for types it takes apart.</summary>
public sealed class PartCodecTests
{
    private static readonly Codec<Newer> New = Codec.Object<Newer, (int, Newer?, string?, int[]?)>(
        static it => (it.Number, it.Inner, it.Text, it.Numbers),
        static parts => new(parts.Item1, parts.Item2, parts.Item3, parts.Item4),
        Codec.Property("Number", Codec.Value<int>(), static (ref (int, Newer?, string?, int[]?) parts) => ref parts.Item1),
        Codec.Property("Inner", Codec.Value<Newer?>(), static (ref (int, Newer?, string?, int[]?) parts) => ref parts.Item2),
        Codec.Property("Text", Codec.Value<string?>(), static (ref (int, Newer?, string?, int[]?) parts) => ref parts.Item3),
        Codec.Property("Numbers", Codec.Value<int[]?>(), static (ref (int, Newer?, string?, int[]?) parts) => ref parts.Item4));

    private static readonly Codec<Older> Old = Codec.Object<Older, (string?, int, bool)>(
        static it => (it.Text, it.Number, it.IsOld),
        static parts => new() { Text = parts.Item1, Number = parts.Item2, IsOld = parts.Item3 },
        Codec.Property("Text", Codec.Value<string?>(), static (ref (string?, int, bool) parts) => ref parts.Item1),
        Codec.Property("Number", Codec.Value<int>(), static (ref (string?, int, bool) parts) => ref parts.Item2),
        Codec.Property("IsOld", Codec.Value<bool>(), static (ref (string?, int, bool) parts) => ref parts.Item3));

    [Fact]
    public void Two_builds_of_a_type_meet_by_name()
    {
        var newer = new Newer(5, new Newer(6, null, "in", [1, 2]), "a", [3]);
        Assert.Equal(new Older { Text = "a", Number = 5 }, Through(New, newer, Old));
        var older = Through(Old, new Older { Text = "b", Number = 7, IsOld = true }, New);
        Assert.Equal((7, null, "b", null), (older.Number, older.Inner, older.Text, older.Numbers));
    }

    [Fact]
    public void An_object_is_written_as_the_serializer_writes_it()
    {
        var newer = new Newer(5, new Newer(6, null, "in", [1, 2]), "a", [3]);
        var read = Through(Codec.Value<Newer>(), newer, New);
        Assert.Equal((5, "in", "a"), (read.Number, read.Inner?.Text, read.Text));
        read = Through(New, newer, Codec.Value<Newer>());
        Assert.Equal((5, "in", "a"), (read.Number, read.Inner?.Text, read.Text));
    }

    [Fact]
    public void A_class_may_be_null_and_a_struct_not()
    {
        Assert.Null(Codecs.RoundTrip(New!, null));
        Assert.ThrowsAny<Exception>(() => Codecs.Decode(Old, new byte[] { 0xc0 }));
        Assert.ThrowsAny<Exception>(() => Codecs.Decode(Old, new byte[] { 0x93, 1, 2, 3 }));
    }

    [Fact]
    public void A_large_tuple_is_written_as_the_serializer_writes_it()
    {
        var number = Codec.Value<int>();
        var five = Codec.Tuple<(int, int, int, int, int)>(
            Codec.Item(number, static (ref (int, int, int, int, int) it) => ref it.Item1),
            Codec.Item(number, static (ref (int, int, int, int, int) it) => ref it.Item2),
            Codec.Item(number, static (ref (int, int, int, int, int) it) => ref it.Item3),
            Codec.Item(number, static (ref (int, int, int, int, int) it) => ref it.Item4),
            Codec.Item(number, static (ref (int, int, int, int, int) it) => ref it.Item5));
        var nine = Codec.Tuple<(int, int, int, int, int, int, int, int, int)>(
            Codec.Item(number, static (ref (int, int, int, int, int, int, int, int, int) it) => ref it.Item1),
            Codec.Item(number, static (ref (int, int, int, int, int, int, int, int, int) it) => ref it.Item2),
            Codec.Item(number, static (ref (int, int, int, int, int, int, int, int, int) it) => ref it.Item3),
            Codec.Item(number, static (ref (int, int, int, int, int, int, int, int, int) it) => ref it.Item4),
            Codec.Item(number, static (ref (int, int, int, int, int, int, int, int, int) it) => ref it.Item5),
            Codec.Item(number, static (ref (int, int, int, int, int, int, int, int, int) it) => ref it.Item6),
            Codec.Item(number, static (ref (int, int, int, int, int, int, int, int, int) it) => ref it.Item7),
            Codec.Item(number, static (ref (int, int, int, int, int, int, int, int, int) it) => ref it.Item8),
            Codec.Item(number, static (ref (int, int, int, int, int, int, int, int, int) it) => ref it.Item9));
        Assert.Equal((1, 2, 3, 4, 5), Codecs.RoundTrip(five, (1, 2, 3, 4, 5)));
        Assert.Equal((1, 2, 3, 4, 5), Through(Codec.Value<(int, int, int, int, int)>(), (1, 2, 3, 4, 5), five));
        Assert.Equal((1, 2, 3, 4, 5, 6, 7, 8, 9), Codecs.RoundTrip(nine, (1, 2, 3, 4, 5, 6, 7, 8, 9)));
        Assert.Equal((1, 2, 3, 4, 5, 6, 7, 8, 9), Through(Codec.Value<(int, int, int, int, int, int, int, int, int)>(), (1, 2, 3, 4, 5, 6, 7, 8, 9), nine));
        Assert.Throws<EncodingException>(() => Through(Codec.Tuple(number, number), (1, 2), five));
    }

    private static TRead Through<TWritten, TRead>(Codec<TWritten> writer, TWritten value, Codec<TRead> reader)
    {
        var frame = new ArgumentFrame();
        frame.WriteValue(value, writer);
        var read = frame.ReadValue(reader);
        Assert.Equal(frame.Body.Length, frame.Consumed);
        return read;
    }

    public sealed record Newer(int Number, Newer? Inner, string? Text, int[]? Numbers);

    public record struct Older
    {
        public string? Text { get; set; }

        public int Number { get; set; }

        public bool IsOld { get; set; }
    }
}
