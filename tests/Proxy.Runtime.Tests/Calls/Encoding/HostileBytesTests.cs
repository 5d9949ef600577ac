using CsCheck;
using Nerdbank.MessagePack;
using SharedObjects.Calls;

namespace SharedObjects.Runtime.Tests.Calls.Encoding;

public sealed class HostileBytesTests
{
    /// <summary>Headers that claim the most there can be.</summary>
    private static readonly byte[][] Starts =
    [
        [],
        [0xdd, 0x7f, 0xff, 0xff, 0xff],
        [0xdf, 0x7f, 0xff, 0xff, 0xff],
        [0xc6, 0x7f, 0xff, 0xff, 0xff],
        [0xdb, 0x7f, 0xff, 0xff, 0xff],
        [0xc9, 0x7f, 0xff, 0xff, 0xff, (byte)'R'],
        [0x93, 0xc4, 0x01, 0xd6],
        [0xd6, (byte)'R', 0xff, 0xff, 0xff, 0xff],
    ];

    [Fact]
    public void No_codec_hangs_or_believes_a_length_or_fails_in_another_way()
    {
        Withstands(Codec.Value<int>());
        Withstands(Codec.Value<char>());
        Withstands(Codec.Value<string>());
        Withstands(Codec.Value<byte[]>());
        Withstands(Codec.Value<TimeSpan>());
        Withstands(Codec.Value<Guid>());
        Withstands(Codec.Value<decimal>());
        Withstands(Codec.Value<CodecTests.Sample>());
        Withstands(Codec.Value<List<Dictionary<string, int[]>>>());
        Withstands(Codec.Value<ObjectHandle>());
        Withstands(Codec.Value<ISharedQueue<int>>());
        Withstands(Codec.Nullable(Codec.Value<long>()));
        Withstands(Codec.Tuple(Codec.Value<int>(), Codec.Value<string>()));
        Withstands(Codec.KeyValuePair(Codec.Value<int>(), Codec.Value<string>()));
        Withstands(Codec.Array(Codec.Value<int>()));
        Withstands(Codec.Set(Codec.Element<string>()));
        Withstands(Codec.Dictionary(Codec.Value<string>(), Codec.Value<int>()));
        Withstands(Codec.Element<int>());
        Withstands(Codec.Element<Payload>());
        Withstands(Codec.Element<PayloadObject>());
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var deep = new byte[100_000];
        Array.Fill(deep, (byte)0x91);
        Refused(() => Codecs.Decode(Codec.Value<Nested>(), deep));
        Refused(() => Codecs.Decode(Codec.Value<List<List<int>>>(), deep));
    }

    private static void Withstands<T>(Codec<T> codec) => Gen.Byte.Array[0, 32].Sample(
        bytes =>
        {
            foreach (var start in Starts)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                Refused(() => Codecs.Decode(codec, (byte[])[.. start, .. bytes]));
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
            }
        },
        iter: 200);

    /// <summary>What may come of bytes: a value, or a failure of a kind that a connection takes for one.</summary>
    private static void Refused(Action decode)
    {
        try
        {
            decode();
        }
        catch (Exception exception) when (exception is EncodingException or MessagePackSerializationException or EndOfStreamException or OverflowException or ArgumentException or InvalidOperationException)
        {
        }
    }

    public sealed record Nested(Nested[]? Inner);
}
