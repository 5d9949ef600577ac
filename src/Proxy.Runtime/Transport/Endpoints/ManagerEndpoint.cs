namespace SharedObjects.Transport.Endpoints;

/// <summary>
/// Where a manager listens. Its text form, <c>scheme:address</c>, is what travels to other processes; it holds no secret.
/// A further transport is a further derived record and one more scheme in <see cref="Parse"/>.
/// </summary>
internal abstract record ManagerEndpoint
{
    /// <summary>Reads the text form, such as <c>unix:/run/user/1000/so-0a1b2c3d4e5f6071/manager</c>.</summary>
    /// <exception cref="FormatException">The scheme is unknown, or the address does not fit it.</exception>
    public static ManagerEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith(UnixSocketEndpoint.Scheme, StringComparison.Ordinal))
        {
            throw new FormatException($"'{text}' is not the endpoint of a manager; expected '{UnixSocketEndpoint.Scheme}<path>'.");
        }

        var path = text[UnixSocketEndpoint.Scheme.Length..];
        return Path.IsPathFullyQualified(path)
            ? new UnixSocketEndpoint(path)
            : throw new FormatException($"'{text}' does not name the socket by an absolute path.");
    }

    /// <summary>The text form that <see cref="Parse"/> reads.</summary>
    public abstract override string ToString();
}
