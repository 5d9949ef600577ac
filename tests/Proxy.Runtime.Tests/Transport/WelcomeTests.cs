using System.Buffers;
using Nerdbank.MessagePack;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;
using SharedObjects.Transport;

namespace SharedObjects.Runtime.Tests.Transport;

/// <summary>What two builds tell each other when they meet.</summary>
public sealed class WelcomeTests
{
    public static TheoryData<TimeSpan> Times => [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30), TimeToLive.Most, Timeout.InfiniteTimeSpan];

    [Theory]
    [MemberData(nameof(Times))]
    public void A_time_to_live_comes_through(TimeSpan timeToLive)
    {
        var welcome = new SessionWelcome(Guid.NewGuid(), Guid.NewGuid(), 4096, new ContractVersion(7, ["a", "b"]), timeToLive);
        var read = SessionWelcome.Decode(welcome.Encode());
        Assert.Equal((welcome.Session, welcome.Home, 4096, timeToLive, 7UL), (read.Session, read.Home, read.MaximumFrameLength, read.TimeToLive, read.ManagerContract.Fingerprint));
        Assert.Equal(["a", "b"], read.ManagerContract.Members);
    }

    [Fact]
    public void A_manager_that_says_nothing_of_a_time_to_live_gives_none()
    {
        var read = SessionWelcome.Decode(Encoded(5, static (ref MessagePackWriter writer) =>
        {
            ReferenceRecord.Write(ref writer, Guid.NewGuid());
            ReferenceRecord.Write(ref writer, Guid.NewGuid());
            writer.Write(4096);
            writer.Write(7UL);
            writer.WriteArrayHeader(0);
        }));
        Assert.Equal(Timeout.InfiniteTimeSpan, read.TimeToLive);
    }

    [Fact]
    public void A_client_says_that_it_keeps_its_session_alive_and_an_older_one_does_not()
    {
        Assert.True(ClientIdentity.Decode(ClientIdentity.OfThisProcess().Encode()).KeepsAlive);
        Assert.False(ClientIdentity.Decode(Encoded(4, static (ref MessagePackWriter writer) =>
        {
            writer.Write(1);
            writer.Write("process");
            writer.Write("machine");
            writer.Write(7UL);
        })).KeepsAlive);
    }

    [Fact]
    public void A_time_to_live_is_long_enough_to_be_measured()
    {
        Assert.Equal(TimeToLive.Default, new SharedManagerOptions().SessionTimeToLive);
        Assert.Equal(Timeout.InfiniteTimeSpan, new SharedManagerOptions { SessionTimeToLive = Timeout.InfiniteTimeSpan }.SessionTimeToLive);
        TimeSpan[] wrong = [TimeSpan.Zero, TimeSpan.FromMilliseconds(99), TimeSpan.FromSeconds(-1), TimeSpan.FromDays(25)];
        Assert.All(wrong, static value => Assert.Throws<ArgumentOutOfRangeException>(() => new SharedManagerOptions { SessionTimeToLive = value }));
    }

    private delegate void Write(ref MessagePackWriter writer);

    private static ReadOnlyMemory<byte> Encoded(int fields, Write write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(fields);
        write(ref writer);
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
