namespace SageTasks.Conventions.Tests.Packages;

/// <summary>What a rule looked at and what broke it. A rule that saw too little fails, so that none passes by looking at nothing.</summary>
internal sealed class Findings
{
    private readonly List<string> _broken = [];

    public int Seen { get; private set; }

    public IReadOnlyList<string> Broken => _broken;

    /// <summary>Counts one thing looked at, and keeps the complaint where there is one.</summary>
    public void Check(bool holds, Func<string> complaint)
    {
        Seen++;
        if (!holds)
        {
            _broken.Add(complaint());
        }
    }

    public void Check(IEnumerable<string> complaints)
    {
        Seen++;
        _broken.AddRange(complaints);
    }

    public void AssertNone(string rule, int seenAtLeast)
    {
        Assert.True(_broken.Count == 0, $"{rule}\n{_broken.Count} of {Seen} break it:\n  {string.Join("\n  ", _broken)}");
        Assert.True(Seen >= seenAtLeast, $"{rule}\nOnly {Seen} were looked at, and there should be {seenAtLeast} or more: the rule looks past them.");
    }
}
