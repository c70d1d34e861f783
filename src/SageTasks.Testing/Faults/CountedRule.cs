namespace SageTasks.Testing;

/// <summary>A rule with its counters: which matching request this is, and how often it has struck.</summary>
internal sealed class CountedRule
{
    private readonly ulong _seed;
    private readonly HashSet<int> _nth;
    private readonly Lock _lock = new();
    private int _seen;
    private int _struck;

    public CountedRule(FaultRule rule, int seed, int index)
    {
        Rule = rule;
        Pattern = RoutePattern.TryParse(rule.Route, out var pattern) ? pattern : throw new FormatException($"'{rule.Route}' is no route.");
        _seed = Mix((ulong)(uint)seed << 32 | (uint)index);
        _nth = [.. rule.Nth];
    }

    public FaultRule Rule { get; }

    public RoutePattern Pattern { get; }

    /// <summary>Counts a matching request and says whether it is struck.</summary>
    public Fault? Strike()
    {
        int ordinal;
        ulong dice;
        lock (_lock)
        {
            ordinal = ++_seen;
            dice = Mix(_seed + (ulong)ordinal);
            var strikes = _nth.Contains(ordinal) || (ordinal > Rule.After && Unit(dice) < Rule.Probability);
            if (!strikes || _struck >= (Rule.Times ?? int.MaxValue))
            {
                return null;
            }

            _struck++;
        }

        var second = Mix(dice);
        return new Fault(Rule, Wait(second), Mix(second));
    }

    private TimeSpan Wait(ulong dice) =>
        Rule.MaxDelay is { } max ? Rule.Delay + (max - Rule.Delay) * Unit(dice) : Rule.Delay;

    private static double Unit(ulong dice) => (dice >> 11) * (1.0 / (1UL << 53));

    // splitmix64: the same dice on every machine and in every version of .NET.
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
