namespace SageTasks.Synapse.Tests.Names;

public sealed class SynapseNameTests
{
    [Theory]
    [InlineData("sample_1.fastq.gz")]
    [InlineData("A (copy) + B's, no. 2-3")]
    public void A_name_that_synapse_takes_is_taken(string name) => SynapseName.Validate(name);

    [Theory]
    [InlineData("müller.csv", "'ü' (U+00FC, position 2)")]
    [InlineData("a/b", "'/' (U+002F, position 2)")]
    [InlineData("reads🧬.fq", "'🧬' (U+1F9EC, position 6)")]
    [InlineData("tab\there", "(U+0009, position 4)")]
    public void A_refused_name_is_told_with_the_character_and_its_place(string name, string expected)
    {
        var refused = Assert.Throws<ArgumentException>(() => SynapseName.Validate(name));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_name_is_refused(string? name) => Assert.Throws<ArgumentException>(() => SynapseName.Validate(name));

    [Fact]
    public void A_name_of_256_characters_is_taken_and_one_more_is_not()
    {
        SynapseName.Validate(new string('a', 256));

        var refused = Assert.Throws<ArgumentException>(() => SynapseName.Validate(new string('a', 257)));
        Assert.Contains("257", refused.Message, StringComparison.Ordinal);
    }
}
