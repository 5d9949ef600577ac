using System.Numerics;
using System.Runtime.InteropServices;
using CsCheck;
using SharedObjects.Calls;
using SharedObjects.Runtime.Tests.Calls.Encoding;
using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Calls;

public sealed class PayloadTests
{
    [Fact]
    public void Payloads_are_equal_exactly_when_their_values_are() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Sample((left, right) =>
    {
        var (one, other) = (Codecs.PayloadOf((left, "text")), Codecs.PayloadOf((right, "text")));
        Assert.Equal(left == right, one == other);
        Assert.Equal(left != right, one != other);
        Assert.Equal(left == right, one.Equals((object)other));
        Assert.Equal(left == right, new PayloadObject(one) == new PayloadObject(other));
        Assert.True(left != right || one.GetHashCode() == other.GetHashCode());
    });

    [Fact]
    public void Payloads_with_equal_bytes_differ_by_what_they_refer_to()
    {
        var (one, same, other) = (Of(1), Of(1), Of(2));
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, other);
        Assert.Equal(one.Bytes, other.Bytes);

        static Payload Of(int id) => Codecs.PayloadOf<ObjectHandle?>(new StrayHandle(new ObjectReference(Guid.Empty, id, "contract", 0, ""), null!));
    }

    [Fact]
    public void Payloads_are_ordered_as_their_values_are()
    {
        Ordered(Gen.Int);
        Ordered(Gen.Long);
        Ordered(Gen.ULong);
        Ordered(Gen.SByte);
        Ordered(Gen.Double);
        Ordered(Gen.Float);
        Ordered(Gen.Decimal);
        Ordered(Gen.Bool);
        Ordered(Gen.Char);
        Ordered(Gen.TimeSpan);
        Ordered(Gen.Guid);
        foreach (var kind in Enum.GetValues<DateTimeKind>())
        {
            Ordered(Gen.DateTime.Select(date => DateTime.SpecifyKind(date, kind)));
        }

        Ordered(Gen.Select(Gen.Int[0, 3], Gen.Double[0, 3], Gen.Enum<DayOfWeek>()));
        Ordered(Gen.String, StringComparer.Ordinal);
        Ordered(Gen.Int.Nullable());

        static void Ordered<T>(Gen<T> values, IComparer<T>? order = null) => Gen.Select(values, values).Sample((left, right) =>
            Assert.Equal(
                Math.Sign((order ?? Comparer<T>.Default).Compare(left, right)),
                Math.Sign(Codecs.PayloadOf(left).CompareTo(Codecs.PayloadOf(right)))));
    }

    [Fact]
    public void Integers_of_any_size_are_ordered_by_their_values()
    {
        BigInteger[] values = [-BigInteger.Pow(2, 200), (BigInteger)Int128.MinValue, long.MinValue, -1, 0, 5, ulong.MaxValue, (BigInteger)UInt128.MaxValue, BigInteger.Pow(2, 200)];
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = 0; j < values.Length; j++)
            {
                Assert.Equal(Math.Sign(i.CompareTo(j)), Math.Sign(Codecs.PayloadOf(values[i]).CompareTo(Codecs.PayloadOf(values[j]))));
            }
        }

        Assert.True(Codecs.PayloadOf(UInt128.MaxValue).CompareTo(Codecs.PayloadOf((UInt128)5)) > 0);
        Assert.True(Codecs.PayloadOf(Int128.MinValue).CompareTo(Codecs.PayloadOf((Int128)(-5))) < 0);
    }

    [Fact]
    public void Whatever_has_an_order_with_itself_has_one_with_every_other_that_does()
    {
        Payload[] values =
        [
            Codecs.PayloadOf<string?>(null), Codecs.PayloadOf(1), Codecs.PayloadOf(Int128.MaxValue), Codecs.PayloadOf("1"), Codecs.PayloadOf(1.5), Codecs.PayloadOf(true),
            Codecs.PayloadOf((1, "a")), Codecs.PayloadOf(Guid.Empty), Codecs.PayloadOf(1.5m), Codecs.PayloadOf(DateTime.UnixEpoch),
        ];
        Array.Sort(values);
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = 0; j < values.Length; j++)
            {
                Assert.Equal(Math.Sign(i.CompareTo(j)), Math.Sign(values[i].CompareTo(values[j])));
            }
        }
    }

    [Fact]
    public void Values_without_an_order_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Codecs.PayloadOf(new Dictionary<string, int>()).CompareTo(Codecs.PayloadOf(new Dictionary<string, int>())));
        Assert.Throws<InvalidOperationException>(() => Codecs.PayloadOf(1).CompareTo(Codecs.PayloadOf(new byte[] { 1 })));
        Assert.Throws<InvalidOperationException>(() => Codecs.PayloadOf(new byte[] { 1 }).CompareTo(Codecs.PayloadOf(Int128.MaxValue)));
        Assert.Throws<InvalidOperationException>(() => Codecs.PayloadOf(new byte[] { 1 }).CompareTo(Codecs.PayloadOf(new byte[] { 1 })));
        Assert.Throws<InvalidOperationException>(() => Of(1).CompareTo(Of(2)));

        static Payload Of(int id) => Codecs.PayloadOf<ObjectHandle?>(new StrayHandle(new ObjectReference(Guid.Empty, id, "contract", 0, ""), null!));
    }

    [Fact]
    public void Nothing_is_the_default_payload()
    {
        Assert.Equal(default, Codecs.PayloadOf<string?>(null));
        Assert.Equal(0, default(Payload).Length);
        Assert.Equal(default(Payload).GetHashCode(), Codecs.PayloadOf<string?>(null).GetHashCode());
        Assert.NotEqual(default, Codecs.PayloadOf(""));
        Assert.DoesNotContain("secret", Codecs.PayloadOf("secret").ToString(), StringComparison.Ordinal);
    }

    /// <summary>
    /// Half of these pairs of blocks, on average, are one to xxHash32 whatever its seed, which is what <see cref="HashCode"/> is: 65 536 keys of 16 such pairs
    /// would have a few hundred hashes.
    /// </summary>
    [Fact]
    public void Keys_made_to_have_the_same_hash_have_as_many_hashes_as_others()
    {
        const uint Prime1 = 2654435761, Prime2 = 2246822519;
        const int Pairs = 16, Lanes = 4;
        var inverse = Prime2;
        for (var i = 0; i < 5; i++)
        {
            inverse = unchecked(inverse * (2 - (Prime2 * inverse)));
        }

        var correction = unchecked((1u << 12) * Prime1 * inverse);
        var hashes = new HashSet<int>();
        for (var choices = 0; choices < 1 << Pairs; choices++)
        {
            var words = new uint[2 * Pairs];
            for (var pair = 0; pair < Pairs; pair++)
            {
                if ((choices >> pair & 1) == 1)
                {
                    var at = (pair / Lanes * 2 * Lanes) + (pair % Lanes);
                    words[at] = 1u << 31;
                    words[at + Lanes] = correction;
                }
            }

            hashes.Add(new Payload(MemoryMarshal.AsBytes(words.AsSpan()).ToArray(), null).GetHashCode());
        }

        Assert.InRange(hashes.Count, (1 << Pairs) - 20, 1 << Pairs);
    }

    [Fact]
    public void Every_byte_and_reference_counts_for_the_hash()
    {
        var hashes = new HashSet<int>();
        for (var length = 1; length <= 9; length++)
        {
            for (var at = 0; at < length; at++)
            {
                var bytes = new byte[length];
                bytes[at] = 1;
                hashes.Add(new Payload(bytes, null).GetHashCode());
                Assert.Equal(new Payload(bytes, null).GetHashCode(), new Payload([.. bytes], null).GetHashCode());
            }
        }

        Assert.Equal(45, hashes.Count);
        object one = new();
        Assert.Equal(new Payload([1], [one]).GetHashCode(), new Payload([1], [one]).GetHashCode());
        Assert.NotEqual(new Payload([1], [one]).GetHashCode(), new Payload([1], [new object()]).GetHashCode());
    }
}
