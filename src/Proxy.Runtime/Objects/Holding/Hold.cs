namespace SharedObjects.Objects.Holding;

/// <summary>What one session holds of an object under one lease.</summary>
/// <typeparam name="T">What is held.</typeparam>
internal sealed class Hold<T>(long lease, T value, Caller? owner, long since)
{
    /// <summary>The lease's number; never used again.</summary>
    public long Lease { get; } = lease;

    public T Value { get; set; } = value;

    /// <summary>Who holds it; <see langword="null"/> outside a manager.</summary>
    public Caller? Owner { get; } = owner;

    /// <summary>When it was granted, as a timestamp of the object's clock.</summary>
    public long Since { get; set; } = since;

    /// <summary>Forgets what would happen at the end of the owner's session.</summary>
    public IDisposable? Registration { get; set; }
}
