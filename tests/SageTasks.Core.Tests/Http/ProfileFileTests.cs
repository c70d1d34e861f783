namespace SageTasks.Http.Tests;

public class ProfileFileTests
{
    [Fact]
    public void a_setting_is_found_by_section_and_name_without_case()
    {
        var file = ProfileFile.Parse("top = 1\n# authtoken = no\n[authentication]\r\nAuthToken = abc=def \nempty =\n; x = y\nnonsense\n[other]\nauthtoken = else\n");

        Assert.Equal("abc=def", file.Get("Authentication", "authtoken"));
        Assert.Equal("1", file.Get("", "top"));
        Assert.Null(file.Get("authentication", "empty"));
        Assert.Null(file.Get("authentication", "x"));
        Assert.Null(file.Get("missing", "authtoken"));
    }

    [Fact]
    public void a_file_that_does_not_exist_is_empty() =>
        Assert.Null(ProfileFile.Read(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).Get("a", "b"));
}
