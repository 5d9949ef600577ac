namespace SharedObjects.Runtime.Tests.Transport.Support;

/// <summary>Lets a number of reads pass and holds the next until something has happened.</summary>
internal sealed class PausingStream(Stream inner, int reads, Task until) : DelegatingStream(inner)
{
    private int left = reads;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (--left < 0)
        {
            await until.WaitAsync(cancellationToken);
        }

        return await base.ReadAsync(buffer, cancellationToken);
    }
}
