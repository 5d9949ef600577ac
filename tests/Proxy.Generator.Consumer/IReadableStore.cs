namespace SharedObjects.Generator.Consumer;

/// <summary>What a store inherits.</summary>
public interface IReadableStore<TKey, TValue> : ISharedObject
    where TValue : struct
{
    /// <summary>How many.</summary>
    int Count { get; }

    /// <summary>What is there, if anything.</summary>
    ValueTask<TValue?> GetAsync(TKey key);
}
