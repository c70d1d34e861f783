using System.Collections.Concurrent;

namespace SageTasks.Testing;

/// <summary>Plays the fault plan of one running platform, which can be changed or switched off while it runs.</summary>
public sealed class FaultInjector
{
    private readonly ConcurrentDictionary<FaultKind, long> _injected = new();
    private readonly Lock _lock = new();
    private volatile Loaded _loaded;
    private int _late;

    internal FaultInjector(FaultPlan plan)
    {
        plan.Check();
        _loaded = new Loaded(plan);
        Enabled = true;
    }

    /// <summary>Whether faults strike. Switched off, everything works as it should, and whatever was hidden shows.</summary>
    public bool Enabled { get; set; }

    /// <summary>The plan. Setting it starts its counters anew.</summary>
    /// <exception cref="FormatException">A rule of the new plan makes no sense.</exception>
    public FaultPlan Plan
    {
        get => _loaded.Plan;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Check();
            lock (_lock)
            {
                _loaded = new Loaded(value);
            }
        }
    }

    /// <summary>Adds a rule to the plan; the counters of the others go on.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="FormatException">The rule makes no sense.</exception>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        new FaultPlan { Rules = [rule] }.Check();
        lock (_lock)
        {
            _loaded = _loaded.With(rule);
        }
    }

    /// <summary>Lets the next requests of a route be struck, for certain.</summary>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="route">Which requests, as in <see cref="FaultRule.Route"/>.</param>
    /// <param name="times">How many.</param>
    /// <param name="delay">How long, for kinds that wait.</param>
    /// <exception cref="FormatException">The route is none, or the delay makes no sense.</exception>
    public void Strike(FaultKind kind, string route, int times = 1, TimeSpan delay = default) =>
        Add(new FaultRule { Kind = kind, Route = route, Probability = 1, Times = times, Delay = delay });

    /// <summary>Takes all rules of a kind out of the plan.</summary>
    /// <param name="kind">The kind.</param>
    public void Remove(FaultKind kind)
    {
        lock (_lock)
        {
            _loaded = _loaded.Without(kind);
        }
    }

    /// <summary>How often each kind has struck.</summary>
    public IReadOnlyDictionary<FaultKind, long> Injected => _injected.ToDictionary();

    /// <summary>How many requests of <see cref="FaultKind.LateCommit"/> or <see cref="FaultKind.Delay"/> still wait to be handled.</summary>
    public int Waiting => Volatile.Read(ref _late);

    /// <summary>The fault of one of <paramref name="kinds"/> that strikes a request, if any; the first rule that strikes wins.</summary>
    internal Fault? Draw(ReadOnlySpan<FaultKind> kinds, string method, string path)
    {
        if (!Enabled)
        {
            return null;
        }

        Fault? first = null;
        foreach (var counted in _loaded.Rules)
        {
            if (!kinds.Contains(counted.Rule.Kind) || !counted.Pattern.Matches(method, path))
            {
                continue;
            }

            var struck = counted.Strike();
            first ??= struck;
        }

        if (first is { } fault)
        {
            _injected.AddOrUpdate(fault.Kind, 1, (_, n) => n + 1);
        }

        return first;
    }

    internal Fault? Draw(FaultKind kind, string method, string path) => Draw([kind], method, path);

    /// <summary>The clock's error, which no request draws: the first skew rule holds as long as faults are on.</summary>
    internal TimeSpan Skew => Enabled ? _loaded.Skew : TimeSpan.Zero;

    internal async Task WaitAsync(TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _late);
        try
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _late);
        }
    }

    private sealed class Loaded
    {
        public Loaded(FaultPlan plan)
            : this(plan, [.. plan.Rules.Select((rule, index) => new CountedRule(rule, plan.Seed, index))])
        {
        }

        private Loaded(FaultPlan plan, CountedRule[] rules)
        {
            Plan = plan;
            Rules = rules;
            Skew = plan.Rules.FirstOrDefault(r => r.Kind == FaultKind.SkewClock)?.Skew ?? TimeSpan.Zero;
        }

        public FaultPlan Plan { get; }

        public CountedRule[] Rules { get; }

        public TimeSpan Skew { get; }

        public Loaded With(FaultRule rule) =>
            new(Plan with { Rules = [.. Plan.Rules, rule] }, [.. Rules, new CountedRule(rule, Plan.Seed, Rules.Length)]);

        public Loaded Without(FaultKind kind) =>
            new(Plan with { Rules = [.. Plan.Rules.Where(r => r.Kind != kind)] }, [.. Rules.Where(r => r.Rule.Kind != kind)]);
    }
}
