using SageTasks.Runs;

namespace SageTasks.Tower.Tests.Guard;

public sealed class RunNamesTests
{
    private const string Key = "abcdefghijklmnopqrstuvwxyz";

    private static SubmissionTag Tag => new() { Key = SubmissionKey.Parse(Key), Nonce = "2a2b2c2d" };

    [Fact]
    public void A_name_says_prefix_key_attempt_and_nonce_and_is_read_back()
    {
        Assert.Equal($"rnaseq-{Key}-2a2b2c2d", RunNames.Fresh("rnaseq", Tag));
        Assert.Equal($"rnaseq-{Key}-a2-2a2b2c2d", RunNames.Fresh("rnaseq", Tag with { Attempt = 2 }));
        Assert.Equal($"rnaseq-{Key}-f1-2a2b2c2d", RunNames.Fresh("rnaseq", Tag with { Supersedes = true }));
        Assert.Equal($"rnaseq-{Key}-a3", RunNames.Resumed("rnaseq", Tag with { Attempt = 3 }));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    [InlineData(9999, true)]
    public void What_is_written_is_read_back(int attempt, bool supersedes)
    {
        var tag = Tag with { Attempt = attempt, Supersedes = supersedes };

        Assert.Equal(tag, RunNames.Read(RunNames.Fresh("My-run_2", tag)));
        Assert.Equal(tag with { Nonce = null }, RunNames.Read(RunNames.Resumed("My-run_2", tag)));
    }

    [Fact]
    public void The_longest_name_fits_into_what_Tower_keeps() =>
        Assert.Equal(80, RunNames.Fresh(new string('x', RunNames.MaxPrefix), Tag with { Attempt = 9999 }).Length);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("happy_curie")]
    [InlineData(Key)]
    [InlineData("rnaseq-" + Key)]
    [InlineData("rnaseq-" + Key + "x")]
    [InlineData("rnaseq-x" + Key + "-2a2b2c2d")]
    [InlineData("rnaseq-" + Key + "-2a2b2c2d-copy")]
    [InlineData("rnaseq-" + Key + "-2a2b2c2d_2")]
    [InlineData("rnaseq-" + Key + "-a0")]
    [InlineData("rnaseq-" + Key + "-a02")]
    [InlineData("rnaseq-" + Key + "-a2-")]
    [InlineData("rnaseq-" + Key + "-A2")]
    [InlineData("rnaseq-" + Key + "-a10000")]
    [InlineData("rnaseq-" + Key + "-2a2b2c21")]
    [InlineData("1rnaseq-" + Key + "-2a2b2c2d")]
    [InlineData("rna--seq-" + Key + "-2a2b2c2d")]
    [InlineData("rnaseq-" + Key + "-2a2b2c2d\n")]
    public void A_name_that_merely_looks_like_ours_or_contains_a_key_is_not_ours(string? name) => Assert.Null(RunNames.Read(name));

    [Theory]
    [InlineData("rnaseq", "rnaseq")]
    [InlineData("https://github.com/nf-core/RNA.seq.git", "rna-seq")]
    [InlineData("nf-core/rnaseq/", "rnaseq")]
    [InlineData("10x counts", "x-counts")]
    [InlineData("___", "run")]
    [InlineData("a-very-long-pipeline-name-that-goes-on-and-on", "a-very-long-pipeline-name-that-goes-on")]
    public void A_prefix_is_made_from_the_pipelines_name(string pipeline, string expected)
    {
        var prefix = RunNames.PrefixFrom(pipeline);

        Assert.Equal(expected, prefix);
        Assert.Equal(prefix, RunNames.CheckPrefix(prefix));
    }

    [Theory]
    [InlineData("1st")]
    [InlineData("a--b")]
    [InlineData("a_")]
    [InlineData("a:b")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("this-prefix-is-longer-than-thirty-eight-x")]
    public void A_prefix_that_Nextflow_refuses_is_refused_here(string prefix) => Assert.Throws<ArgumentException>(() => RunNames.CheckPrefix(prefix));
}
