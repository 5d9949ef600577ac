namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>What a <see cref="Line"/> should see: whoever comes waits behind those who wait, and the first enters as soon as it can.</summary>
/// <param name="canEnter">Whether a request can be granted beside others that were.</param>
/// <param name="nextToken">The fencing token of a new holder, by the one before it and the request.</param>
internal sealed class LineModel(Func<IReadOnlyCollection<int>, int, bool> canEnter, Func<long, int, long> nextToken)
{
    private readonly List<(int Number, int Request, long Token)> held = [];
    private readonly List<(int Number, int Request)> waiting = [];
    private int count;
    private long token;

    public (int Number, long Token)[] Held => [.. held.OrderBy(static place => place.Number).Select(static place => (place.Number, place.Token))];

    public void Acquire(int request)
    {
        waiting.Add((count++, request));
        Serve();
    }

    public void Release(int which)
    {
        if (held.Count > 0)
        {
            held.Remove(held.OrderBy(static place => place.Number).ElementAt(which % held.Count));
            Serve();
        }
    }

    public void Cancel(int which)
    {
        if (waiting.Count > 0)
        {
            waiting.RemoveAt(which % waiting.Count);
            Serve();
        }
    }

    private void Serve()
    {
        while (waiting.Count > 0 && canEnter([.. held.Select(static place => place.Request)], waiting[0].Request))
        {
            token = nextToken(token, waiting[0].Request);
            held.Add((waiting[0].Number, waiting[0].Request, token));
            waiting.RemoveAt(0);
        }
    }
}
