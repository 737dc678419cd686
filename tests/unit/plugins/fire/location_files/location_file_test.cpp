#include "plugins/fire/location_files/location_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/base/files.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;
using namespace planspiel::fire;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class LocationFiles : public testing::Test {
 protected:
  LocationFile read(const std::string& format, const std::string& text) {
    write_file(folder / "case.txt", text);
    return read_location_file(format, folder / "case.txt");
  }
  std::string refusal(const std::string& format, const std::string& text) {
    try {
      read(format, text);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      return error.what();
    }
    return "nothing was refused";
  }
  test::TemporaryFolder folder;
};

TEST_F(LocationFiles, OfEqualEdgesTheLastCountsAndDistancesAreShortestPaths) {
  const LocationFile file = read("orlib-pmed", "3 4 2\n1 2 9\n2 3 4\n2 1 5\n1 3 20\n");
  EXPECT_EQ(file.p, 2u);
  EXPECT_THAT(file.distances.distance, ElementsAre(0, 5, 9, 5, 0, 4, 9, 4, 0));
  EXPECT_THAT(file.site_names, ElementsAre("1", "2", "3"));
}

TEST_F(LocationFiles, NodesWithoutAWayAreInfinitelyFar) {
  const LocationFile file = read("orlib-pmed", "3 1 1\n1 2 9\n");
  EXPECT_FALSE(file.distances.to(0, 2) < 1e6);
}

TEST_F(LocationFiles, EdgesAreCheckedAgainstTheHead) {
  EXPECT_THAT(refusal("orlib-pmed", "3 2 1\n1 2 9\n2 4 1\n"),
              HasSubstr("case.txt:3: the second node of an edge is 4, not a whole number from 1 to 3"));
  EXPECT_THAT(refusal("orlib-pmed", "3 2 1\n1 2 9\n2 3 -1\n"),
              HasSubstr(":3: the cost of an edge is -1: it cannot be negative"));
  EXPECT_THAT(refusal("orlib-pmed", "3 2 1\n1 2 9\n2 3\n"),
              HasSubstr("the cost of an edge is missing: the file ends here"));
  EXPECT_THAT(refusal("orlib-pmed", "3 1 1\n1 2 9\n2 3 1\n"), HasSubstr("more than the file's head announces: '2'"));
  EXPECT_THAT(refusal("orlib-pmed", "3 1 4\n1 2 9\n"), HasSubstr("p is 4, not a whole number from 1 to 3"));
  EXPECT_THAT(refusal("orlib-pmed", "3 one 1\n"), HasSubstr("the number of edges is 'one', not a number"));
}

TEST_F(LocationFiles, SetCoverIsReadByRows) {
  // Two rows, three columns: row 1 is covered by columns 1 and 3, row 2 by column 3.
  const LocationFile file = read("orlib-scp", "2 3\n1 2 3\n2\n1 3\n1\n3\n");
  ASSERT_TRUE(file.cover);
  EXPECT_THAT(file.cover->cost, ElementsAre(1, 2, 3));
  EXPECT_THAT(file.cover->first, ElementsAre(0, 1, 1, 3));
  EXPECT_THAT(file.cover->place_of, ElementsAre(0, 0, 1));
}

TEST_F(LocationFiles, SetCoverNamesRowsAndColumns) {
  EXPECT_THAT(refusal("orlib-scp", "2 3\n1 0 3\n"), HasSubstr("column 2 costs 0: costs are above 0"));
  EXPECT_THAT(refusal("orlib-scp", "2 3\n1 2 3\n4\n"), HasSubstr("the number of columns that cover row 1 is 4"));
  EXPECT_THAT(refusal("orlib-scp", "2 3\n1 2 3\n1\n7\n"),
              HasSubstr("a column of row 1 is 7, not a whole number from 1 to 3"));
}

TEST_F(LocationFiles, TsplibDistancesAreRoundedDown) {
  const LocationFile file = read("tsplib",
                                 "NAME : tiny\nTYPE: TSP\nDIMENSION : 2\nEDGE_WEIGHT_TYPE : EUC_2D\n"
                                 "NODE_COORD_SECTION\n1 0.0 0.0\n2 1.0e+00 2.5\nEOF\n");
  EXPECT_EQ(file.distances.to(0, 1), std::floor(std::hypot(1.0, 2.5)));
}

TEST_F(LocationFiles, TsplibSaysWhatItCannotRead) {
  EXPECT_THAT(refusal("tsplib", "DIMENSION : 2\nEDGE_WEIGHT_TYPE : GEO\nNODE_COORD_SECTION\n"),
              HasSubstr("EDGE_WEIGHT_TYPE is 'GEO': only EUC_2D is read"));
  EXPECT_THAT(refusal("tsplib", "DIMENSION : many\nNODE_COORD_SECTION\n"), HasSubstr("DIMENSION is 'many'"));
  EXPECT_THAT(refusal("tsplib", "NODE_COORD_SECTION\n1 0 0\n"), HasSubstr("DIMENSION is missing"));
  EXPECT_THAT(refusal("tsplib", "DIMENSION : 2\nNODE_COORD_SECTION\n1 0 0\n1 2 2\n"),
              HasSubstr("node 1 is there twice"));
  EXPECT_THAT(refusal("tsplib", "DIMENSION : 2\n"), HasSubstr("NODE_COORD_SECTION is missing"));
  EXPECT_THAT(refusal("tsplib", "DIMENSION : 1\nNODE_COORD_SECTION\n1 0 0\n2 2 2\n"),
              HasSubstr("there are more nodes than DIMENSION says, 1"));
  EXPECT_EQ(read("tsplib", "DIMENSION : 1\nNODE_COORD_SECTION\n1 +0.0e+00 0\nEOF\n").distances.places, 1u);
}

TEST_F(LocationFiles, PointsAreDemandAndSiteOrApart) {
  const LocationFile both = read("points", "2 9999 1 800\n0 0 50\n3 4 2\n");
  EXPECT_EQ(both.p, 1u);
  EXPECT_EQ(both.radius, 800.0);
  EXPECT_EQ(both.distances.to(0, 1), 5.0);
  EXPECT_THAT(both.distances.weight, ElementsAre(50, 2));
  const LocationFile letters = read("points", "2 9999 p S\n0 0 50\n3 4 2\n");
  EXPECT_FALSE(letters.p || letters.radius);
  const LocationFile apart = read("points", "# a comment\n1 2\n0 0 50\n3 4\n6 8\n");
  EXPECT_THAT(apart.distances.distance, ElementsAre(5, 10));
}

TEST_F(LocationFiles, PointsRefuseNegativeDemandAndAWrongHead) {
  EXPECT_THAT(refusal("points", "2 9999 p S\n0 0 50\n3 4 -2\n"),
              HasSubstr("case.txt:3: the weight of a point is -2: it cannot be negative"));
  EXPECT_THAT(refusal("points", "2 9999 p\n"), HasSubstr("neither `n any p radius` nor `n m`"));
  EXPECT_THAT(refusal("points", "2.5 9999 p S\n"), HasSubstr("the number of points is missing"));
  EXPECT_THAT(refusal("points", "2 9999 1.5 800\n0 0 50\n3 4 2\n"), HasSubstr("a whole number of sites p is missing"));
  EXPECT_THAT(refusal("points", "2 9999 0 800\n0 0 50\n3 4 2\n"), HasSubstr("a whole number of sites p is missing"));
  EXPECT_THAT(refusal("points", "2 9999 1 -8\n0 0 50\n3 4 2\n"), HasSubstr("the radius is -8"));
}

TEST_F(LocationFiles, AMatrixIsPairsOrRows) {
  const LocationFile pairs = read("matrix", "site,place,distance,weight\nn,a,3.5,10\ns,a,9,10\nn,b,8,20\n");
  EXPECT_THAT(pairs.site_names, ElementsAre("n", "s"));
  EXPECT_THAT(pairs.distances.weight, ElementsAre(10, 20));
  EXPECT_EQ(pairs.distances.to(0, 1), 9.0);
  EXPECT_FALSE(pairs.distances.to(1, 1) < 1e6);  // no line: no way
  const LocationFile rows = read("matrix", "place,weight,n,s\na,10,3.5,9\nb,20,8,\n");
  EXPECT_EQ(rows.distances.distance, pairs.distances.distance);
  EXPECT_EQ(rows.distances.weight, pairs.distances.weight);
}

TEST_F(LocationFiles, AMatrixIsCheckedCellByCell) {
  EXPECT_THAT(refusal("matrix", "site,place,distance,weight\nn,a,3.5,-10\n"),
              HasSubstr("case.txt:2: column 'weight': the weight is -10: it has to be 0 or more"));
  EXPECT_THAT(refusal("matrix", "site,place,distance,weight\nn,a,1,10\ns,a,2,11\n"),
              HasSubstr(":3: place 'a' has the weight 11 here and 10 above"));
  EXPECT_THAT(refusal("matrix", "place,n\na,far\n"),
              HasSubstr("column 'n': the distance is 'far', not a number; if this is no site"));
  EXPECT_THAT(refusal("matrix", "place\n"), HasSubstr("the table has no distances"));
}

TEST_F(LocationFiles, APairThatIsThereTwiceIsRefusedWithBothLines) {
  EXPECT_THAT(refusal("matrix", "site,place,distance\nn,a,5\n n,a ,5\n"),
              HasSubstr("case.txt:3: the pair of site 'n' and place 'a' is there twice, first in"));
  EXPECT_THAT(refusal("matrix", "place,n\na,5\nb,2\na,7\n"), HasSubstr("case.txt:4: the place 'a' is there twice"));
  EXPECT_THAT(refusal("matrix", "place,n,n\na,5,6\n"), HasSubstr("the column 'n' is there twice"));
  EXPECT_THAT(refusal("matrix", "place,n\n,5\n"), HasSubstr("case.txt:2: column 'place': the place has no name"));
}

TEST_F(LocationFiles, ATableIsReadAsSpreadsheetsWriteIt) {
  for (const char* text :
       {"place;weight;n;s\na;10;3,5;9\nb;20;8,0;\n", "place\tweight\tn\ts\na\t10\t3.5\t9\nb\t20\t8\t\n",
        "sep=;\r\nPlace;n;Weight;s\r\na;3,5;10;9\r\nb;8;20;\r\n;;;\r\n", ",place,weight,n,s\n0,a,10,3.5,9\n1,b,20,8,\n",
        "Unnamed: 0,town,n,s,demand\n0,a,3.5,9,10\n1,b,8,,20\n",
        "# towns\n\"place\", \"n\", \"s\", \"weight\", \na, 3.5, 9, 10, \nb, 8, , 20, \n"}) {
    const LocationFile file = read("matrix", text);
    EXPECT_THAT(file.place_names, ElementsAre("a", "b")) << text;
    EXPECT_THAT(file.site_names, ElementsAre("n", "s")) << text;
    EXPECT_THAT(file.distances.weight, ElementsAre(10, 20)) << text;
    EXPECT_THAT(file.distances.distance, ElementsAre(3.5, 9, 8, std::numeric_limits<double>::infinity())) << text;
  }
}

TEST_F(LocationFiles, CoordinatesBesideTheDistancesAreNoSites) {
  for (const char* head :
       {"place,x,y,n,s", "place,Lon,Lat,n,s", "place,latitude,longitude,n,s", "place,Easting,Northing,n,s"}) {
    const LocationFile file = read("matrix", std::string(head) + "\na,-0.1,48.2,1,9\nb,0.3,48.1,9,1\n");
    EXPECT_THAT(file.site_names, ElementsAre("n", "s")) << head;
    ASSERT_EQ(file.notes.size(), 1u) << head;
    EXPECT_THAT(file.notes[0].en, HasSubstr("are taken for coordinates")) << head;
  }
  EXPECT_THAT(refusal("matrix", "place,x,y,z\na,1,2,3\n"), HasSubstr("is the column 'z' a site?"));
  EXPECT_THAT(refusal("matrix", "place,x,y\na,1,2\n"), HasSubstr("has no column of a site"));
}

TEST_F(LocationFiles, ColumnsThatAreHardlySitesAreAskedAbout) {
  EXPECT_THAT(refusal("matrix", "place,population,n\na,5000,1\n"), HasSubstr("is the column 'population' a site?"));
  EXPECT_THAT(refusal("matrix", "from,to,distance\n1,2,5\n"), HasSubstr("are called site, place, distance"));
  EXPECT_THAT(refusal("matrix", "place,weight,demand,n\na,1,2,5\n"), HasSubstr("leave one out"));
  EXPECT_THAT(refusal("matrix", "place,n,\na,5,6\n"), HasSubstr("column 3 has no name"));
}

TEST_F(LocationFiles, ANumberWithTwoMeaningsIsAskedAbout) {
  const std::string text = "place;n\na;1,234\nb;2,345\n";
  EXPECT_THAT(refusal("matrix", text),
              HasSubstr("case.txt:2: column 'n': '1,234' may be 1234 or 1.234: say --decimal"));
  EXPECT_EQ(read_location_file("matrix", folder / "case.txt", ",").distances.to(0, 0), 1.234);
  EXPECT_EQ(read("matrix", "place;n\na;1,234\nb;2,5\n").distances.to(0, 0), 1.234);  // the column shows it
  EXPECT_EQ(read("matrix", "place,n\na,1.234\n").distances.to(0, 0), 1.234);         // no commas beside commas
}

TEST_F(LocationFiles, InfiniteNegativeAndOtherWeightsAreRefused) {
  for (const char* cell : {"inf", "nan", "-1", "5 km", "1e999"})
    EXPECT_THAT(refusal("matrix", std::string("place,n\na,") + cell + "\n"), HasSubstr("case.txt:2: column 'n'"))
        << cell;
  EXPECT_EQ(read("matrix", "place,n\na,-0\n").distances.to(0, 0), 0.0);
}

TEST_F(LocationFiles, MissingPairsAreSaid) {
  const std::vector<Text> notes = read("matrix", "site,place,distance\nn,a,5\ns,b,5\n").notes;
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].en, "2 of 4 pairs have no line: no way");
}

TEST_F(LocationFiles, TheRadiusReachesToARelativeBillionth) {
  for (const double unit : {1e-6, 1.0, 1e9}) {
    const double sum = 0.1 * unit + 0.2 * unit;  // a bit more than 0.3
    location::MedianProblem problem{.places = 1, .sites = 2, .weight = {1.0}, .distance = {sum, sum * (1.0 + 1e-8)}};
    EXPECT_EQ(covered_within(problem, 0.3 * unit).place_of.size(), 1u) << unit;
  }
}

TEST_F(LocationFiles, ExactlyAtTheRadiusIsCovered) {
  const location::CoverProblem cover = covered_within(read("points", "2 9999 p S\n0 0 50\n3 4 2\n").distances, 5.0);
  EXPECT_EQ(cover.place_of.size(), 4u);
  EXPECT_EQ(covered_within(read("points", "2 9999 p S\n0 0 50\n3 4 2\n").distances, 4.999).place_of.size(), 2u);
}

}  // namespace
