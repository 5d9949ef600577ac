using System.Buffers;
using System.Text;

namespace SharedObjects.Hosting.Processes;

/// <summary>
/// The owner's end of a starting child's standard error. Held back while the child starts, because it then belongs into the exception;
/// passed on to the owner's own standard error once the child is connected.
/// </summary>
internal sealed class StandardErrorPipe
{
    private const int MaxTailLength = 8 * 1024;

    private readonly Lock gate = new();
    private readonly Stream source;
    private readonly ArrayBufferWriter<byte> held = new();
    private Stream? target;

    public StandardErrorPipe(Stream source)
    {
        this.source = source;
        Ended = PumpAsync();
    }

    /// <summary>Completes when nobody can write into the pipe any more.</summary>
    public Task Ended { get; }

    /// <summary>The last of what the child wrote and was not passed on; null when that is nothing.</summary>
    public string? Tail
    {
        get
        {
            lock (gate)
            {
                var text = Encoding.UTF8.GetString(held.WrittenSpan).Trim();
                return text.Length == 0 ? null : text[Math.Max(0, text.Length - MaxTailLength)..];
            }
        }
    }

    /// <summary>Passes on what is held and all that comes.</summary>
    public void PassOn()
    {
        lock (gate)
        {
            target = Console.OpenStandardError();
            target.Write(held.WrittenSpan);
            held.Clear();
        }
    }

    private async Task PumpAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (await source.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
            {
                lock (gate)
                {
                    if (target is not null)
                        target.Write(buffer.AsSpan(0, count));
                    else
                        Hold(buffer.AsSpan(0, count));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Closed by the owner, which no longer wants it.
        }
        finally
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Hold(ReadOnlySpan<byte> written)
    {
        if (held.WrittenCount + written.Length > 16 * MaxTailLength)
        {
            var tail = held.WrittenSpan[^Math.Min(held.WrittenCount, MaxTailLength)..].ToArray();
            held.Clear();
            held.Write(tail);
        }

        held.Write(written);
    }
}
