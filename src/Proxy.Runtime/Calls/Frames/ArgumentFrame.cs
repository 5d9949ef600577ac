namespace SharedObjects.Calls;

/// <summary>Values on their way to a new process, with the objects they refer to.</summary>
public sealed class ArgumentFrame : Frame
{
    internal ArgumentFrame()
    {
    }

    /// <summary>Reads the next argument.</summary>
    public T Read<T>(Codec<T> codec) => ReadValue(codec);
}
