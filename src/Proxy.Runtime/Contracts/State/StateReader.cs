namespace SharedObjects.Contracts.State;

/// <summary>Gives back what a <see cref="StateWriter"/> took, in the same order.</summary>
internal abstract class StateReader
{
    /// <summary>Reads what <see cref="StateWriter.Write"/> wrote.</summary>
    public abstract T Read<T>();

    /// <summary>Reads what <see cref="StateWriter.WriteElement"/> wrote.</summary>
    public abstract T ReadElement<T>();

    /// <summary>Reads what <see cref="StateWriter.WriteElements"/> wrote.</summary>
    public T[] ReadElements<T>()
    {
        var elements = new T[Read<int>()];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = ReadElement<T>();
        }

        return elements;
    }
}
