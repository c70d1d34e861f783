using SageTasks.Benchmarks;
using SageTasks.Cavatica.Tests.Local;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Client;

/// <summary>A large project walked to its end under a rate limit; 50,000 files of the same kind are a benchmark.</summary>
public sealed class WalkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_walk_gives_every_file_once_with_hardly_more_requests_than_it_takes_and_none_that_is_refused(int seed)
    {
        var answers = new List<int>();
        await using var cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { RequestLimit = 50, RequestWindow = TimeSpan.FromSeconds(4), Observer = Note });
        var project = cavatica.AddProject("walk");
        var tree = PlantedTree.Plant(cavatica, project, files: 2_000, folders: 60, seed);

        var walked = await cavatica.Connect().WalkFilesAsync(new FileQuery { Project = project }).Select(found => found.File.Id).ToListAsync();

        Assert.Equal(tree.Ids.Count, walked.Count);
        Assert.True(tree.Ids.SetEquals(walked));
        Assert.All(answers, status => Assert.Equal(200, status));
        Assert.InRange(answers.Count, tree.LeastRequests, tree.LeastRequests * 1.05);

        void Note(ObservedExchange exchange)
        {
            lock (answers)
            {
                answers.Add(exchange.Status);
            }
        }
    }
}
