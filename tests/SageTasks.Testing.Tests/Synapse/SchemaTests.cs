using System.Text;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>The checker itself: that it finds what is wrong. What LocalSynapse answers is checked in every test that derives from <see cref="SynapseTest"/>.</summary>
public sealed class SchemaTests
{
    [SpecTheory(SynapseSchemaChecker.Schemas, SynapseSchemaChecker.Endpoints)]
    [InlineData("GET", "/repo/v1/entity/syn1", 200, """{"concreteType":"org.sagebionetworks.repo.model.Folder","name":"a","colour":"red"}""", "no such property")]
    [InlineData("GET", "/repo/v1/entity/syn1", 200, """{"concreteType":"org.sagebionetworks.repo.model.Folder","name":1}""", "no string")]
    [InlineData("GET", "/repo/v1/entity/syn1", 200, """{"concreteType":"org.sagebionetworks.repo.model.Folder","createdOn":"yesterday"}""", "no date-time")]
    [InlineData("GET", "/repo/v1/entity/syn1", 200, """{"concreteType":"org.sagebionetworks.repo.model.Folder","etag":null}""", "leaves nulls out")]
    [InlineData("GET", "/repo/v1/entity/syn1", 200, """{"name":"a"}""", "needs a concreteType")]
    [InlineData("GET", "/repo/v1/entity/syn1", 200, """{"concreteType":"org.sagebionetworks.repo.model.UserProfile"}""", "is no org.sagebionetworks.repo.model.Entity")]
    [InlineData("GET", "/repo/v1/entity/syn1", 201, "{}", "success status is 200")]
    [InlineData("GET", "/repo/v1/entity/syn1/version", 200, """{"results":[{"versionNumber":"1"}]}""", "no integer")]
    [InlineData("PUT", "/file/v1/file/multipart/1/add/1", 201, """{"addPartState":"MAYBE"}""", "none of the known values")]
    [InlineData("GET", "/repo/v1/entity/syn1/colour", 200, "{}", "no such endpoint")]
    public void what_is_wrong_is_found(string method, string path, int status, string body, string problem) => Assert.Contains(
        SynapseSchemaChecker.Instance!.CheckAnswer(method, path, status, "application/json", Encoding.UTF8.GetBytes(body)),
        violation => violation.Contains(problem, StringComparison.Ordinal));

    [SpecFact(SynapseSchemaChecker.Schemas, SynapseSchemaChecker.Endpoints)]
    public void a_request_is_held_against_the_type_of_its_endpoint()
    {
        var checker = SynapseSchemaChecker.Instance!;

        Assert.Empty(checker.CheckRequest("POST", "/repo/v1/entity/children", """{"parentId":"syn1","includeTypes":["file"],"nextPageToken":null}"""u8.ToArray()));
        Assert.NotEmpty(checker.CheckRequest("POST", "/repo/v1/entity/children", """{"parentId":"syn1","includeTypes":["data"]}"""u8.ToArray()));
    }
}
